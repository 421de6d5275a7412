using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui.Charts;

namespace Tandem.Management.AiSystems;

/// <summary>How many systems of the register there are by what matters most; one statement, whatever the size of the register.</summary>
internal sealed class AiSystemCounts
{
    private const string Register = "/ai-systems";

    private readonly IReadOnlyList<(LifecycleState State, EuRiskClass Risk, Autonomy Autonomy, int Count)> _groups;
    private readonly DateTimeOffset _at;

    private AiSystemCounts(IReadOnlyList<(LifecycleState, EuRiskClass, Autonomy, int)> groups, DateTimeOffset at) => (_groups, _at) = (groups, at);

    internal long All => _groups.Sum(group => (long)group.Count);

    internal long Classified => _groups.Where(group => group.Risk != EuRiskClass.NotAssessed).Sum(group => (long)group.Count);

    internal static async Task<AiSystemCounts> ReadAsync(TandemDbContext db, TimeProvider time, CancellationToken cancellation)
    {
        var groups = await db.AiSystems.AsNoTracking().Where(s => s.ArchivedAt == null).GroupBy(s => new { s.State, s.RiskClass, s.Autonomy })
            .Select(group => new { group.Key.State, group.Key.RiskClass, group.Key.Autonomy, Count = group.Count() }).ToListAsync(cancellation);
        return new(groups.ConvertAll(group => (group.State, group.RiskClass, group.Autonomy, group.Count)), time.GetUtcNow());
    }

    internal ChartData ByState() => Chart("ai-by-state", "AI systems by state", "State",
        [new("AI systems", 1)], Rows<LifecycleState>(AiSystemWords.Of, state => [Value(group => group.State == state, $"state={ChoiceNames.Of(state)}")]));

    internal ChartData ByRisk() => Chart("ai-by-risk", "AI systems by EU risk class", "EU risk class",
        [new("AI systems", 1)], Rows<EuRiskClass>(AiSystemWords.Of, risk => [Value(group => group.Risk == risk, $"riskClass={ChoiceNames.Of(risk)}")]));

    /// <summary>Classes that some system has, against how far systems act by themselves.</summary>
    internal ChartData ByRiskAndAutonomy()
    {
        var autonomies = Enum.GetValues<Autonomy>();
        return Chart("ai-by-risk-and-autonomy", "EU risk class by autonomy", "EU risk class", [.. autonomies.Select((autonomy, number) => new ChartSeries(AiSystemWords.Of(autonomy), number + 1))],
            Rows<EuRiskClass>(AiSystemWords.Of, risk => [.. autonomies.Select(autonomy => Value(group => group.Risk == risk && group.Autonomy == autonomy, $"riskClass={ChoiceNames.Of(risk)}&autonomy={ChoiceNames.Of(autonomy)}"))])
                .Where(row => row.Total > 0).ToList());
    }

    private ChartValue Value(Func<(LifecycleState State, EuRiskClass Risk, Autonomy Autonomy, int Count), bool> counts, string filter) => new(_groups.Where(counts).Sum(group => (long)group.Count), $"{Register}?{filter}");

    private static List<ChartRow> Rows<TValue>(Func<TValue, string> words, Func<TValue, IReadOnlyList<ChartValue>> values)
        where TValue : struct, Enum => Enum.GetValues<TValue>().Select(value => new ChartRow(words(value), values(value))).ToList();

    private ChartData Chart(string id, string title, string rowTitle, IReadOnlyList<ChartSeries> series, IReadOnlyList<ChartRow> rows) => new()
    {
        Id = id,
        Title = title,
        Lead = $"Of {ChartText.Number(All)} AI systems in the register.",
        RowTitle = rowTitle,
        Series = series,
        Rows = rows,
        At = _at,
        Path = Register,
        PathWords = "All AI systems",
    };
}
