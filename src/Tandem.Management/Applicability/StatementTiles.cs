using Tandem.Management.Ui;

namespace Tandem.Management.Applicability;

/// <summary>How far the statement is decided, for the home page.</summary>
internal sealed class StatementTiles(StatementQueries queries) : IHomeTileSource
{
    public async Task<HomePart> ReadAsync(CancellationToken cancellation)
    {
        var statement = await queries.LoadAsync(cancellation);
        var decided = statement.Rows.Count(row => row.Status != StatementStatus.Undecided);
        return new(
            [
                new HomeTile(40, "Statement rows decided", decided, statement.Rows.Count, "rows", "/statement-of-applicability"),
                new HomeTile(41, "Rows evidenced by records", statement.Rows.Count(row => row.Status == StatementStatus.Evidenced), statement.Rows.Count, "rows", $"/statement-of-applicability?status={StatementStatus.Evidenced.Value()}"),
            ],
            [new NextStep(40, "Decide each row of the statement of applicability", "Every annex control of both standards applies or not, with a reason.", "/statement-of-applicability?decision=undecided", decided == statement.Rows.Count)]);
    }
}
