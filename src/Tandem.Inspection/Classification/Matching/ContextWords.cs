using System.Collections.Immutable;

namespace Tandem.Inspection.Classification.Matching;

/// <summary>What the words around a candidate speak of.</summary>
[Flags]
internal enum Context
{
    None = 0,
    Card = 1,
    Account = 2,
    Phone = 4,
    AwsSecret = 8,

    /// <summary>Words beside which a number is usually something harmless.</summary>
    Trap = 16,
    AzureSecret = 32,
}

/// <summary>Looks for words near a candidate: up to <see cref="ScanFrame.MaximumLookBehind"/> bytes before it and <see cref="After"/> after it.</summary>
internal static class ContextWords
{
    internal const int Before = 64;
    internal const int After = 24;

    private static readonly ImmutableArray<(string Word, Context Context)> Words =
    [
        .. Of(Context.Card, "card", "credit", "debit", "visa", "mastercard", "amex", "maestro", "diners", "karte", "carte", "tarjeta", "carta", "kaart", "cvv", "cvc", "ccn", "kort", "karta", "kaardi", "luottokort"),
        .. Of(Context.Account, "iban", "account", "konto", "compte", "cuenta", "conto", "rekening", "bank", "swift", "bic"),
        .. Of(Context.Phone, "phone", "telephone", "mobile", "cell", "call", "fax", "whatsapp", "sms", "text me", "texting", "reach", "answering", "dial", "hotline", "contact", "messages to", "voicemail", "office", "registered",
            "telefon", "handy", "rufnummer", "mobil", "anrufen", "téléphone", "telefono", "teléfono", "móvil", "celular", "cellulare", "telefoon", "puhelin", "puh", "tel:", "tel ", "tel.", "tel)", "tlf", "numéro de t", "portable", "ring me", "телефон", "电话", "手机", "電話", "携帯"),
        .. Of(Context.AwsSecret, "aws", "amazon", "secret_access", "secretaccess", "secret access", "secret-access"),
        .. Of(Context.AzureSecret, "azure", "client_secret", "clientsecret", "accountkey", "account_key"),
        .. Of(Context.Trap, "version", "build", "commit", "revision", "hash", "sha1", "sha256", "checksum", "tracking", "order", "invoice", "timestamp", "uuid", "guid", "serial", "isbn", "sku", "ticket", "shipment", "parcel", "epoch", "latency", "pixel", "bytes"),
    ];

    private static readonly KeywordAutomaton Automaton = new([.. Words.Select(w => w.Word)]);

    /// <summary>Collects the contexts around a candidate.</summary>
    internal static Context Around(ref ScanFrame frame, int start, int end) => Preceding(ref frame, start) | Following(ref frame, start, end);

    /// <summary>Collects the contexts before a candidate.</summary>
    internal static Context Preceding(ref ScanFrame frame, int start)
    {
        frame.TryTake(Before);
        return Within(frame.Text, Math.Max(0, start - Before), start);
    }

    /// <summary>Collects the contexts after a candidate.</summary>
    internal static Context Following(ref ScanFrame frame, int start, int end)
    {
        frame.DependsOn(start, end + After);
        frame.TryTake(After);
        return Within(frame.Text, end, Math.Min(frame.Text.Length, end + After));
    }

    /// <summary>As <see cref="Preceding"/>, for a candidate of digits: the digits and separators before it hold no words, and a row of them is read once.</summary>
    internal static Context PrecedingDigits(ref ScanFrame frame, int start)
    {
        var from = Math.Max(0, start - Before);
        var to = Math.Max(from, frame.DigitsFrom(start));
        frame.TryTake(to - from);
        return Within(frame.Text, from, to);
    }

    /// <summary>As <see cref="Following"/>, for a candidate of digits.</summary>
    internal static Context FollowingDigits(ref ScanFrame frame, int start, int end)
    {
        frame.DependsOn(start, end + After);
        var to = Math.Min(frame.Text.Length, end + After);
        var from = Math.Min(to, frame.DigitsTo(end, to));
        frame.TryTake(to - from);
        return Within(frame.Text, from, to);
    }

    private static Context Within(ReadOnlySpan<byte> text, int from, int to)
    {
        var found = Context.None;
        var state = 0;
        for (var i = from; i < to; i++)
        {
            state = Automaton.Step(state, text[i]);
            if (state >= 0)
                continue;
            foreach (var word in Automaton.Ending(state))
            {
                if (IsPlaceholder(text, i + 1 - Automaton.Lengths[word]))
                    continue;
                // Inside a longer word ("discard", "hotel") it is another word.
                var first = i + 1 - Automaton.Lengths[word];
                if (first == 0 || text[first] >= 0x80 || !char.IsAsciiLetter((char)text[first - 1]) || char.IsAsciiLetterUpper((char)text[first]))
                    found |= Words[word].Context;
            }
        }

        return found;
    }

    /// <summary>True inside <c>[pii.phone]</c> and the like: what stands for a redacted span speaks of nothing else.</summary>
    private static bool IsPlaceholder(ReadOnlySpan<byte> text, int wordStart)
    {
        var hasDot = false;
        var at = wordStart;
        while (at > 0 && wordStart - at < 32 && text[at - 1] is (>= (byte)'a' and <= (byte)'z') or (byte)'.' or (byte)'_' or (byte)'-')
            hasDot |= text[--at] == '.';
        return hasDot && at > 0 && text[at - 1] == '[';
    }

    private static IEnumerable<(string Word, Context Context)> Of(Context context, params string[] words) => words.Distinct().Select(w => (w, context));
}
