namespace Tandem.Management.Figures;

/// <summary>Figures whose registers are not kept here yet. They are listed all the same: what is not measured is said.</summary>
internal sealed class UncountedFigures : IFigureSource
{
    private static readonly IReadOnlyList<Figure> All =
    [
        new("F2", "A combined audit, compared with two of one standard each", "planned or billed days of the combined audit, by those of one standard plus those of the other; the same for money")
        {
            Missing = "Not enough data: audit plans, offers and invoices are not kept here yet.",
            Note = "For accredited bodies integration alone allows at most 20 per cent fewer audit days (IAF MD 11), so a result below 80 per cent would need an explanation.",
        },
        new("F4", "From the start to readiness", "days from the start to the day on which the readiness check passes")
        {
            Unit = FigureUnit.Days,
            Missing = "Not enough data: neither the start of the project nor a readiness check is kept here yet.",
        },
        new("F7", "Audit and management review", "days from the first part of the internal audit to the minutes of the review")
        {
            Unit = FigureUnit.Days,
            Missing = "Not enough data: audits and reviews are not kept here yet.",
        },
        new("F9, minutes", "An auditor's time for each control sampled", "minutes of auditors, by controls sampled; requests for one item under both standards counted apart")
        {
            Missing = "Not enough data: samples of audits and the minutes spent on them are not kept here yet.",
        },
    ];

    public Task<IReadOnlyList<Figure>> ReadAsync(FigureQuestion question, CancellationToken cancellation) => Task.FromResult(All);
}
