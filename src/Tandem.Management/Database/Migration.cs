using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Management.Database;

/// <summary>One numbered step of the schema for one engine.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>Lower-case hex SHA-256 of the text with line ends normalised, so that a checkout with other line ends is no change.</summary>
    internal string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>All steps of an engine in order, from the resources `Migrations/NNNN_name.engine.sql`.</summary>
    internal static IReadOnlyList<Migration> LoadEmbedded(string engine)
    {
        var assembly = typeof(Migration).Assembly;
        var suffix = $".{engine}.sql";
        var migrations = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Migrations/", StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal))
            .Select(name => Load(assembly, name, suffix))
            .OrderBy(m => m.Number)
            .ToList();
        var twice = migrations.GroupBy(m => m.Number).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? migrations
            : throw new InvalidOperationException($"two migrations for {engine} have the number {twice.Key.ToString(CultureInfo.InvariantCulture)}");
    }

    private static Migration Load(Assembly assembly, string resource, string suffix)
    {
        var file = resource["Migrations/".Length..^suffix.Length];
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return new(int.Parse(file.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), file[5..], reader.ReadToEnd());
    }
}
