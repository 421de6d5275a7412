namespace Tandem.Inspection.Policy.Cel;

/// <summary>exists() and all(): like `||` and `&amp;&amp;` over the elements, with a bound on the elements visited.</summary>
internal static class CelQuantifiers
{
    public static Func<EvaluationContext, bool> OverStrings(
        Func<EvaluationContext, IReadOnlyList<string>> range, Func<EvaluationContext, bool> predicate, int slot, bool isAll, string tooMany) =>
        c =>
        {
            var walk = new Walk(c, isAll);
            var items = range(c);
            for (var i = 0; i < items.Count && !walk.IsDecided; i++)
            {
                c.Strings[slot] = items[i];
                walk.Visit(predicate, tooMany);
            }

            return walk.End();
        };

    public static Func<EvaluationContext, bool> OverKeys(
        Func<EvaluationContext, IReadOnlyDictionary<string, long>> range, Func<EvaluationContext, bool> predicate, int slot, bool isAll, string tooMany) =>
        c =>
        {
            var walk = new Walk(c, isAll);
            var counts = range(c);
            if (counts.Count == 0)
                return walk.End();
            foreach (var key in counts.Keys)
            {
                c.Strings[slot] = key;
                walk.Visit(predicate, tooMany);
                if (walk.IsDecided)
                    break;
            }

            return walk.End();
        };

    public static Func<EvaluationContext, bool> OverNumbers(
        Func<EvaluationContext, IReadOnlyList<long>> range, Func<EvaluationContext, bool> predicate, int slot, bool isAll, string tooMany) =>
        c =>
        {
            var walk = new Walk(c, isAll);
            var items = range(c);
            for (var i = 0; i < items.Count && !walk.IsDecided; i++)
            {
                c.Numbers[slot] = items[i];
                walk.Visit(predicate, tooMany);
            }

            return walk.End();
        };

    /// <summary>One walk over a range: the first deciding element ends it and drops the errors of the others.</summary>
    private struct Walk(EvaluationContext context, bool isAll)
    {
        // The range is evaluated after this is taken, and its error must not be lost.
        private readonly string? _before = context.Error;
        private string? _pending;
        private bool _isOver;

        public bool IsDecided { get; private set; }

        public void Visit(Func<EvaluationContext, bool> predicate, string tooMany)
        {
            if (++context.Visits > CelLimits.MaxVisits)
            {
                _pending = tooMany;
                _isOver = true;
                IsDecided = true;
                return;
            }

            var outer = context.Error;
            context.Error = null;
            var value = predicate(context);
            var error = context.Error;
            context.Error = outer;
            if (error is not null)
                _pending ??= error;
            else if (value != isAll)
                IsDecided = true;
        }

        public readonly bool End()
        {
            var isDecidedByValue = IsDecided && !_isOver;
            if (!isDecidedByValue)
                context.Error ??= _before ?? _pending;
            return isDecidedByValue ? !isAll : isAll;
        }
    }
}
