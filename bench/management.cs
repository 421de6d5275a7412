#!/usr/bin/env dotnet
#:sdk Microsoft.NET.Sdk.Web
#:package SQLitePCLRaw.core
#:project ../src/Tandem.Management/Tandem.Management.csproj
#:property AssemblyName=Tandem.Management.Bench
#:property PublishAot=false
#:property NoWarn=$(NoWarn);NU1605;MA0047;MA0009;ASP0000
#:property RestorePackagesWithLockFile=false
#:property IsPackable=false
// How fast are the pages with an organisation's data in them, for 50 people at once, on both engines?
// Usage: dotnet build -c Release src/Tandem && dotnet run -c Release bench/management.cs [seconds] [postgres connection string of an empty database]
//   200 people, 10,000 AI systems, 100,000 tasks, 1,000,000 changes in history and log; 50 sessions, each asking again 0.5 to 1.5 s after an answer: half lists, a third records, a sixth saves.
//   The load comes from the same machine, so it takes its part of the processors. SCALE=0.01 makes everything a hundredth. TANDEM names another executable. KEEP=1 keeps the data folder and names it; SEEDED names such a folder, which is then used as it is.
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.AiSystems;
using Tandem.Management.Database;
using Tandem.Management.Database.Sqlite;
using Tandem.Management.History;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Tasks;

var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 60;
var postgres = args.Length > 1 ? args[1] : null;
var scale = double.Parse(Environment.GetEnvironmentVariable("SCALE") ?? "1", CultureInfo.InvariantCulture);
var (people, systems, tasks, changes) = ((int)(200 * scale) + 1, (int)(10_000 * scale), (int)(100_000 * scale), (int)(1_000_000 * scale));
var seeded = Environment.GetEnvironmentVariable("SEEDED");
var data = seeded ?? Path.Combine(Path.GetTempPath(), "tandem-bench-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)));
const string Email = "bench@example.org";
const string Password = "a password for a bench and nothing else";
Uri pages = new("http://localhost:17280");

Console.WriteLine($"{(postgres is null ? "SQLite" : "PostgreSQL")}, {Environment.ProcessorCount} processors, load {File.ReadAllText("/proc/loadavg").TrimEnd()}");
try
{
    var clock = Stopwatch.StartNew();
    if (seeded is null)
    {
        var setUp = Installation.Start(data, postgres);
        var link = await setUp.LinkAsync();
        await SetUpAsync(link);
        await setUp.StopAsync();
        clock.Restart();
        await SeedAsync();
        Console.WriteLine($"seeded in {clock.Elapsed.TotalSeconds:F0} s: {people} people, {systems} AI systems, {tasks} tasks, {changes} changes");

        // The first start after seeding carries the changes into the log, as after a time in which it could not be written.
        clock.Restart();
        var filling = Installation.Start(data, postgres);
        await filling.ReadyAsync();
        await WaitForLogAsync();
        Console.WriteLine($"carried into the log in {clock.Elapsed.TotalSeconds:F0} s");
        await filling.StopAsync();
    }

    clock.Restart();
    var tandem = Installation.Start(data, postgres);
    var firstPage = await FirstPageAsync(clock);
    await tandem.ReadyAsync();
    Console.WriteLine($"first page after {firstPage} ms");
    await LoadAsync(5, silent: true);
    Console.WriteLine("while the history is held against the log:");
    await LoadAsync(seconds, silent: false);
    clock.Restart();
    await tandem.IdleAsync();
    Console.WriteLine($"idle {clock.Elapsed.TotalSeconds:F0} s later: resident {tandem.Resident()} MiB");
    await LoadAsync(seconds, silent: false);
    await ExportAsync(tandem);
    Console.WriteLine($"resident at the end {tandem.Resident()} MiB, load {File.ReadAllText("/proc/loadavg").TrimEnd()}");
    await tandem.StopAsync();
}
finally
{
    Installation.Last?.Kill();
    if (seeded is null && Environment.GetEnvironmentVariable("KEEP") is not null)
        Console.WriteLine($"kept: SEEDED={data}");
    else if (seeded is null && Directory.Exists(data))
        Directory.Delete(data, recursive: true);
}

async Task<int> FirstPageAsync(Stopwatch clock)
{
    using var http = new HttpClient { BaseAddress = pages };
    while (true)
    {
        try
        {
            using var answer = await http.GetAsync("/sign-in");
            return (int)clock.ElapsedMilliseconds;
        }
        catch (HttpRequestException)
        {
            await Task.Delay(5);
        }
    }
}

async Task SetUpAsync(Uri link)
{
    using var browser = new Browser(pages);
    await browser.SubmitAsync(link.PathAndQuery, "/setup", ("name", "Bench"), ("email", Email), ("password", Password), ("repeat", Password));
}

async Task WaitForLogAsync()
{
    await using var db = await OpenAsync();
    while (await db.Outbox.AnyAsync())
        await Task.Delay(500);
}

async Task<TandemDbContext> OpenAsync()
{
    var options = new DbContextOptionsBuilder<TandemDbContext>();
    if (postgres is null)
    {
        SqliteShim.RequireLibrary();
        options.UseSqlite($"Data Source={Path.Combine(data, "management", "tandem.db")};Default Timeout=60");
    }
    else
    {
        options.UseNpgsql(postgres);
    }
    var services = new ServiceCollection().Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();
    await Task.CompletedTask;
    return new TandemDbContext(options.UseApplicationServiceProvider(services).Options);
}

// Through the model and not through the product: a million saves would take hours. Each change gets its outbox row, so that the product itself carries it into its log.
async Task SeedAsync()
{
    var at = TimeProvider.System.GetUtcNow().AddDays(-400);
    var actor = "";
    await using (var db = await OpenAsync())
        actor = (await db.Users.SingleAsync()).Id.ToString();
    var extra = Math.Max(0, (changes - people - systems - tasks) / Math.Max(1, systems));
    await StoreAsync(people - 1, 1, 0, PersonRegister.Definition, (person, i) => person.Name = $"Person {i:D4} of the organisation");
    await StoreAsync(systems, 0, extra, AiSystemRegister.Definition, (system, i) =>
    {
        (system.Name, system.Purpose, system.Unit) = ($"System {i:D5} for letters, claims and answers", "Summarises files, drafts letters and answers questions; a person decides.", $"Unit {i % 40}");
        (system.State, system.RiskClass) = ((LifecycleState)(i % 6), i % 3 == 0 ? EuRiskClass.Limited : EuRiskClass.Minimal);
        (system.RiskClassBasis, system.OutOfScopeUse) = ("Looked at with counsel.", "Decisions about persons.");
        system.IntendedUses = ["assistance", $"use {i % 17}"];
    });
    await StoreAsync(tasks, 0, 0, TaskRegister.Definition, (task, i) =>
    {
        (task.Title, task.Description) = ($"Look at control {i % 131:D3} in round {i % 12}", "Compare what is written with what is done, and note what differs.");
        (task.State, task.Priority) = ((TaskState)(i % 3), (TaskPriority)(i % 3));
        task.DueDay = DateOnly.FromDateTime(at.AddDays(i % 800).UtcDateTime);
        (task.Assignee, task.AssigneeName) = ($"PER-{(i % people) + 1:D4}", $"Person {i % people:D4} of the organisation");
    });

    async Task StoreAsync<T>(int count, int from, int changesEach, RecordDefinition<T> definition, Action<T, int> fill)
        where T : Record
    {
        const int batch = 2_000;
        for (var start = 0; start < count; start += batch)
        {
            await using var db = await OpenAsync();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            for (var i = start; i < Math.Min(count, start + batch); i++)
            {
                var number = from + i + 1;
                var record = definition.Create(new RecordStart(Guid.CreateVersion7(at), $"{definition.KeyPrefix}-{number:0000}", number, at.AddMinutes(i % 100_000), "Bench"));
                fill(record, i);
                (record.Owner, record.OwnerName) = ($"PER-{(i % people) + 1:D4}", $"Person {i % people:D4} of the organisation");
                record.Version = 1 + changesEach;
                record.SearchText = RecordSearch.TextOf(definition, record);
                db.Add(record);
                for (var version = 1; version <= record.Version; version++)
                {
                    var change = new ChangeEvent
                    {
                        At = record.CreatedAt.AddHours(version), ActorId = actor, ActorName = "Bench", RecordType = definition.Type, RecordKey = record.Key, RecordVersion = version,
                        Action = version == 1 ? ChangeAction.Created : ChangeAction.Changed,
                        Fields = $$$"""{"unit":{"before":{{{(version == 1 ? "null" : $"\"Unit {version - 1}\"")}}},"after":"Unit {{{version}}}"}}""",
                        Reason = "seeded", RequestId = "bench", Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
                    };
                    db.Add(change);
                    db.Add(new OutboxEntry { Change = change });
                }
            }
            await db.SaveChangesAsync();
        }
        await using var counters = await OpenAsync();
        var last = from + count;
        await counters.Database.ExecuteSqlAsync($"insert into key_counters (record_type, last) values ({definition.Type}, {last}) on conflict (record_type) do update set last = {last}");
    }
}

async Task LoadAsync(int seconds, bool silent)
{
    const int users = 50;
    using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
    var measures = new System.Collections.Concurrent.ConcurrentBag<(string Kind, double Milliseconds)>();
    var failures = new System.Collections.Concurrent.ConcurrentBag<string>();
    var browsers = new List<Browser>();
    for (var user = 0; user < users; user++)
    {
        var browser = new Browser(pages);
        await browser.SubmitAsync("/sign-in", "/sign-in", ("email", Email), ("password", Password));
        await browser.TakeTokenAsync();
        browsers.Add(browser);
    }
    stop.CancelAfter(TimeSpan.FromSeconds(seconds));
    await Task.WhenAll(browsers.Select(browser => Task.Run(async () =>
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(RandomNumberGenerator.GetInt32(500, 1500));
            var (kind, clock) = ("", Stopwatch.StartNew());
            try
            {
                switch (RandomNumberGenerator.GetInt32(6))
                {
                    case 0:
                        kind = "list, AI systems";
                        await browser.GetAsync(RandomNumberGenerator.GetInt32(2) == 0 ? "/ai-systems" : $"/ai-systems?sort=-name&state=operating");
                        break;
                    case 1:
                        kind = "list, tasks";
                        await browser.GetAsync("/tasks");
                        break;
                    case 2:
                        kind = "list, tasks, searched";
                        await browser.GetAsync($"/tasks?q=control+{RandomNumberGenerator.GetInt32(131):D3}");
                        break;
                    case 3:
                        kind = "record, AI system";
                        await browser.GetAsync($"/ai-systems/AIS-{RandomNumberGenerator.GetInt32(1, systems + 1):D4}");
                        break;
                    case 4:
                        kind = "record, task";
                        await browser.GetAsync($"/tasks/TSK-{RandomNumberGenerator.GetInt32(1, tasks + 1):D4}");
                        break;
                    default:
                        kind = "save, AI system";
                        var path = $"/api/ai-systems/AIS-{RandomNumberGenerator.GetInt32(1, systems + 1):D4}";
                        var version = (await browser.ReadAsync(path)).GetProperty("version").GetInt32();
                        clock.Restart();
                        await browser.PatchAsync(path, new { fields = new { unit = $"Unit {RandomNumberGenerator.GetInt32(1000)}" }, version, reason = "bench" });
                        break;
                }
                measures.Add((kind, clock.Elapsed.TotalMilliseconds));
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                failures.Add($"{kind}: {failure.Message}");
            }
        }
    })));
    browsers.ForEach(browser => browser.Dispose());
    if (silent)
        return;
    Console.WriteLine($"{users} people for {seconds} s: {measures.Count / (double)seconds:F0} requests/s, {failures.Count} failed{(failures.IsEmpty ? "" : $" ({failures.First()})")}");
    foreach (var kind in measures.GroupBy(measure => measure.Kind).OrderBy(group => group.Key, StringComparer.Ordinal))
    {
        var sorted = kind.Select(measure => measure.Milliseconds).Order().ToList();
        Console.WriteLine($"  {kind.Key,-24} {sorted.Count,6} ×   p50 {At(sorted, .5),6:F1}   p95 {At(sorted, .95),6:F1}   p99 {At(sorted, .99),6:F1} ms");
    }

    static double At(List<double> sorted, double quantile) => sorted[Math.Min(sorted.Count - 1, (int)(quantile * sorted.Count))];
}

async Task ExportAsync(Installation tandem)
{
    using var browser = new Browser(pages);
    await browser.SubmitAsync("/sign-in", "/sign-in", ("email", Email), ("password", Password));
    foreach (var format in new[] { "csv", "xlsx" })
    {
        var before = tandem.Resident();
        tandem.ForgetPeak();
        var clock = Stopwatch.StartNew();
        var bytes = await browser.CountAsync($"/tasks?show=all&state=&format={format}");
        Console.WriteLine($"export of the tasks as {format}: {bytes / 1048576.0:F1} MiB in {clock.Elapsed.TotalSeconds:F1} s, {tandem.Peak() - before} MiB beyond the {before} before");
    }
}

internal sealed class Installation
{
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri?> _link = new();
    private readonly TaskCompletionSource _ready = new();

    private Installation(Process process) => _process = process;

    internal static Installation? Last { get; private set; }

    internal static Installation Start(string data, string? postgres)
    {
        var program = Environment.GetEnvironmentVariable("TANDEM") ?? Path.GetFullPath("../src/Tandem/bin/Release/net10.0/tandem", (string)AppContext.GetData("EntryPointFileDirectoryPath")!);
        var start = new ProcessStartInfo(program, ["serve", "--data", data, "--pages", "http://localhost:17280", "--gateway", "http://localhost:17281", "--operations", "http://localhost:17282", "--sign-in-attempts", "1000"]) { RedirectStandardOutput = true, UseShellExecute = false };
        if (postgres is not null)
        {
            start.ArgumentList.Add("--database");
            start.ArgumentList.Add(postgres);
        }
        var installation = new Installation(Process.Start(start)!);
        installation._process.OutputDataReceived += (_, line) =>
        {
            if (Regex.Match(line.Data ?? "", "http://[^ ]*/setup[^ ]*") is { Success: true } link)
                installation._link.TrySetResult(new Uri(link.Value));
            if (line.Data?.StartsWith("Press Ctrl+C", StringComparison.Ordinal) == true)
                installation._ready.TrySetResult();
        };
        installation._process.BeginOutputReadLine();
        return Last = installation;
    }

    internal async Task<Uri> LinkAsync() => (await _link.Task.WaitAsync(TimeSpan.FromMinutes(2)))!;

    internal Task ReadyAsync() => _ready.Task.WaitAsync(TimeSpan.FromMinutes(5));

    internal async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])!;
        await _process.WaitForExitAsync();
    }

    internal void Kill()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
    }

    // Idle is a minute in which it takes less than a twentieth of a processor.
    internal async Task IdleAsync()
    {
        for (var before = TimeSpan.MaxValue; ;)
        {
            _process.Refresh();
            var used = _process.TotalProcessorTime;
            if (used - before < TimeSpan.FromSeconds(3) && before != TimeSpan.MaxValue)
                return;
            before = used;
            await Task.Delay(TimeSpan.FromMinutes(1));
        }
    }

    internal long Resident() => Status("VmRSS");

    internal long Peak() => Status("VmHWM");

    // The kernel's peak starts again from now.
    internal void ForgetPeak() => File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");

    private long Status(string name) =>
        long.Parse(Regex.Match(File.ReadAllText($"/proc/{_process.Id}/status"), name + @":\s+(\d+) kB").Groups[1].Value, CultureInfo.InvariantCulture) / 1024;
}

internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;

    internal Browser(Uri pages) => _http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), UseProxy = false }) { BaseAddress = pages, Timeout = TimeSpan.FromMinutes(5) };

    internal async Task SubmitAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var html = await _http.GetStringAsync(page);
        var form = new Dictionary<string, string>();
        foreach (Match input in Regex.Matches(html, "<input[^>]*type=\"hidden\"[^>]*>"))
            form[Attribute(input.Value, "name")] = WebUtility.HtmlDecode(Attribute(input.Value, "value"));
        foreach (var (name, value) in fields)
            form[name] = value;
        using var content = new FormUrlEncodedContent(form);
        using var answer = await _http.PostAsync(action, content);
        answer.EnsureSuccessStatusCode();
    }

    internal async Task TakeTokenAsync()
    {
        var token = await ReadAsync("/api/antiforgery");
        _http.DefaultRequestHeaders.Add(token.GetProperty("header").GetString()!, token.GetProperty("token").GetString());
    }

    internal async Task GetAsync(string path)
    {
        using var answer = await _http.GetAsync(path);
        answer.EnsureSuccessStatusCode();
    }

    internal async Task<JsonElement> ReadAsync(string path) => await _http.GetFromJsonAsync<JsonElement>(path);

    internal async Task PatchAsync(string path, object body)
    {
        using var answer = await _http.PatchAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
    }

    internal async Task<long> CountAsync(string path)
    {
        await using var stream = await _http.GetStreamAsync(path);
        var (buffer, total) = (new byte[81_920], 0L);
        while (await stream.ReadAsync(buffer) is > 0 and var read)
            total += read;
        return total;
    }

    public void Dispose() => _http.Dispose();

    private static string Attribute(string tag, string name) => Regex.Match(tag, name + "=\"([^\"]*)\"").Groups[1].Value;
}
