#!/usr/bin/env dotnet
#:sdk Microsoft.NET.Sdk.Web
#:package SQLitePCLRaw.core
#:project ../src/Tandem.Management/Tandem.Management.csproj
#:property AssemblyName=Tandem.Management.Bench
#:property PublishAot=false
#:property NoWarn=$(NoWarn);NU1605
#:property RestorePackagesWithLockFile=false
#:property IsPackable=false
// What an XLSX export costs: time, size, and the memory it takes beyond what the process had before (peak resident set of the kernel, reset before the export).
// Usage: dotnet run -c Release bench/xlsx.cs [rows]     ten columns; default 100,000 rows; Linux only
using System.Diagnostics;
using System.Globalization;
using Tandem.Management.Export;

var rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
var at = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
ExportColumn<int>[] columns =
[
    new("key", i => $"RSK-{i:D6}"), new("title", i => $"Risk number {i} of a process that somebody wrote a line about"), new("owner", i => $"person {i % 200}"), new("state", i => i % 3 == 0 ? "open" : "treated"),
    new("score", i => i % 25), new("open", i => i % 2 == 0), new("reviewedAt", i => at.AddMinutes(-i)), new("tags", i => new[] { "finance", $"unit {i % 40}" }),
    new("note", i => i % 5 == 0 ? null : $"looked at in the round of {2020 + (i % 6)}; nothing new & nothing <lost>"), new("version", i => (long)i % 9),
];

Console.WriteLine($"load {File.ReadAllText("/proc/loadavg").TrimEnd()}");
await ExportAsync(2_000); // what is compiled and loaded once does not count
GC.Collect();
var before = Status("VmRSS");
File.WriteAllText("/proc/self/clear_refs", "5"); // the kernel's peak starts again from now
var clock = Stopwatch.StartNew();
var bytes = await ExportAsync(rows);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{rows:N0} rows x {columns.Length} columns: {clock.Elapsed.TotalSeconds:F1} s, {bytes / 1048576.0:F1} MiB file, {(Status("VmHWM") - before) / 1024.0:F1} MiB extra at the peak ({before / 1024.0:F0} MiB before)"));

async Task<long> ExportAsync(int count)
{
    var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
    await XlsxExport.WriteAsync(file, new ExportTable<int>("risks", "Risks", columns, Enumerable.Range(0, count).ToAsyncEnumerable()) { CountAsync = _ => Task.FromResult((long)count) }, at, CancellationToken.None);
    return file.Length;
}

static long Status(string name) => long.Parse(
    File.ReadLines("/proc/self/status").First(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
