using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Database;

public sealed class SchemaTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Migrations_OnAnEmptyDatabase_GiveTheModelsSchema(string engine)
    {
        using var migrated = await TestDatabase.CreateAsync(engine, postgres);
        using var generated = await TestDatabase.CreateAsync(engine, postgres);
        await migrated.MigrateAsync();
        await using var model = generated.Open();
        var script = model.Database.GenerateCreateScript();
        await model.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        await using var actual = migrated.Open();

        var wanted = await SchemaReader.ReadAsync(model, generated.Engine);
        var found = await SchemaReader.ReadAsync(actual, migrated.Engine);

        var missing = wanted.Except(found).ToList();
        var surplus = found.Except(wanted).ToList();
        var tables = missing.Concat(surplus).Select(line => line.Split(' ')[1].Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        var statements = script.Split(';').Select(statement => statement.Trim()).Where(statement => statement.Split(' ', '\n', '(', ')').Any(word => tables.Contains(word.Trim('"'))));
        Assert.True(missing.Count + surplus.Count == 0, $"""
            the migrations for {engine} do not give the model's schema; write the next migration for it
            missing: {string.Join("\n  ", missing)}
            surplus: {string.Join("\n  ", surplus)}
            the model's statements for these tables:
            {string.Join(";\n", statements)};
            """);
    }
}
