#!/usr/bin/env dotnet
#:project ../src/Tandem.Inspection/Tandem.Inspection.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property IsPackable=false
// What the classifier costs: processor time of a scan, best of seven, for files in pieces of 4 KiB and for texts of 200 KB made to cost as much as possible.
// Usage: DOTNET_TieredCompilation=0 dotnet run -c Release bench/classifier.cs -- file...
// Processor time, so other work on the machine counts little; it still costs caches and turbo, so the load is printed.
using System.Globalization;
using System.Text;
using Tandem.Inspection.Classification;

const int Rounds = 7;
const int PieceLength = 4096;
const int FloodLength = 200_000;
(string Name, string Unit)[] floods =
[
    ("at signs", "a@"), ("short addresses", "a@a.aa "), ("addresses", "anna.tamm@mail.ee "), ("digits", "1234567890"), ("single digits", "4 "),
    ("card numbers", "4111 1111 1111 1111 "), ("card numbers without blanks", "4111111111111111,"), ("telephone numbers", "0312 123 45 67 "), ("national telephone numbers", "030 1234567 "), ("columns of numbers", "12 345 "), ("telephone numbers with country", "+372 5123 4567 "),
    ("account numbers", "DE89 3704 0044 0532 0130 00 "), ("account numbers cut off", "DE89 3704 0044 "), ("token headers", "eyJ"), ("token headers with dots", "eyJhbGciOiJIUzI1NiJ9."),
    ("key headers", "-----BEGIN RSA PRIVATE KEY-----\n"), ("keys without end", "-----BEGIN RSA PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd\n"),
    ("token prefixes", "glpat-"), ("long token prefixes", "sk-ant-api03-"), ("cloud keys", "AKIAIOSFODNN7EXAMPLE "), ("markings", "CONFIDENTIAL\n"), ("passwords", "password=Xy7!kk2 "),
    ("names of passwords", "password "), ("keys by name", "api_key = \"a1b2c3d4e5f6g7h8\"\n"), ("basic authorization", "Authorization: Basic YTpi "), ("connection addresses", "https://u:p@h "),
    ("backslashes", "\\"), ("escapes", "\\u0041"), ("nested escapes", "\\\\\\\\n"), ("half surrogates", "\\ud800"), ("percent signs", "%25"), ("percent escapes", "%41"),
    ("character references", "&#65;"), ("ampersands", "&"), ("invisible characters", "a\u200B"), ("direction overrides", "\u202Eab\u202C"), ("look-alikes", "рао"), ("look-alikes and letters", "pао "),
    ("full-width digits", "４１１１"), ("base64 of text", "cGxhaW4gdGV4dCB3b3JkcyBnbyBvbg== "), ("base64", "QUJD"), ("hexadecimal", "41"), ("tag characters", "\U000E0041"),
    ("equals signs", "a="), ("quotes", "\"a\":"), ("hyphens", "-"), ("letters", "a"), ("line feeds", "\n"),
];

Console.WriteLine($"load {File.ReadAllText("/proc/loadavg").TrimEnd()}");
foreach (var file in args)
{
    var content = File.ReadAllBytes(file);
    var (seconds, _) = Best(() =>
    {
        for (var start = 0; start < content.Length; start += PieceLength) Scan(content.AsSpan(start, Math.Min(PieceLength, content.Length - start)));
        return false;
    });
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {seconds * 1e6 / (content.Length / 1000.0):F1} µs/KB, {content.Length / 1000} KB"));
}

var results = floods.Select(flood =>
{
    var text = Repeat(flood.Unit);
    var (seconds, isRefused) = Best(() => Scan(text));
    return (flood.Name, Milliseconds: seconds * 1e3, IsRefused: isRefused);
}).OrderByDescending(result => result.Milliseconds).ToList();
foreach (var (name, milliseconds, isRefused) in results)
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds,6:F1} ms {(isRefused ? "refused" : "scanned")} {name}"));
Console.WriteLine($"load {File.ReadAllText("/proc/loadavg").TrimEnd()}");

// True when the budget was used up.
static bool Scan(ReadOnlySpan<byte> text)
{
    var findings = new List<Finding>();
    var budget = ScanBudget.ForLength(text.Length);
    Classifier.Default.Scan(text, SegmentProvenance.User, findings, ref budget);
    return budget.IsExceeded;
}

static (double Seconds, bool Result) Best(Func<bool> work)
{
    var best = double.MaxValue;
    var result = work();
    for (var round = 0; round < Rounds; round++)
    {
        var repeats = 0;
        var before = Environment.CpuUsage.TotalTime;
        // The clock of the processor ticks coarsely on some machines: at least 50 ms of work for each figure.
        do
        {
            result = work();
            repeats++;
        }
        while ((Environment.CpuUsage.TotalTime - before).TotalMilliseconds < 50);
        best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalSeconds / repeats);
    }
    return (best, result);
}

static byte[] Repeat(string unit)
{
    var text = new StringBuilder();
    var length = Encoding.UTF8.GetByteCount(unit);
    for (var written = 0; written < FloodLength; written += length) text.Append(unit);
    return Encoding.UTF8.GetBytes(text.ToString());
}
