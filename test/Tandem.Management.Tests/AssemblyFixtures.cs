using Tandem.Testing.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]
