namespace Tandem.Gateway.Protocols.Sse;

/// <summary>The lines of one whole event, the blank one included.</summary>
internal readonly struct SseLines(byte[] raw, int skip)
{
    public IEnumerator<SseLine> GetEnumerator()
    {
        var at = skip;
        while (at < raw.Length)
        {
            var ending = raw.AsSpan(at).IndexOfAny((byte)'\n', (byte)'\r');
            var contentEnd = ending < 0 ? raw.Length : at + ending;
            var next = Math.Min(contentEnd + 1, raw.Length);
            if (contentEnd < raw.Length && raw[contentEnd] == '\r' && next < raw.Length && raw[next] == '\n') next++;
            var colon = raw.AsSpan(at, contentEnd - at).IndexOf((byte)':');
            var value = colon < 0 ? contentEnd : at + colon + 1;
            // WHATWG: one space after the colon is no part of the value.
            if (value < contentEnd && raw[value] == ' ') value++;
            yield return new SseLine(at..contentEnd, value..contentEnd, at..next);
            at = next;
        }
    }
}
