using System.Globalization;

namespace Tandem.Commands;

/// <summary>Progress of long work as one line on the error stream, when a person is looking.</summary>
internal sealed class LineProgress(bool quiet) : IDisposable
{
    private readonly bool _isShown = !quiet && !Console.IsErrorRedirected;
    private int _lastPercent = -1;

    public IProgress<T> Of<T>(Func<T, (long Done, long Total)> read) => new Reporter<T>(this, read);

    /// <summary>Clears the line, so that what follows stands alone.</summary>
    public void End()
    {
        if (_isShown && _lastPercent >= 0)
            Console.Error.Write("\r                                        \r");
        _lastPercent = -1;
    }

    public void Dispose() => End();

    private void Show(long done, long total)
    {
        var percent = total is 0 ? 100 : (int)(done * 100 / total);
        if (!_isShown || Interlocked.Exchange(ref _lastPercent, percent) == percent)
            return;
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{percent,3} %  {done} of {total}   "));
    }

    /// <summary>Reports on the caller's thread, unlike <see cref="Progress{T}"/>, which would print after the end.</summary>
    private sealed class Reporter<T>(LineProgress owner, Func<T, (long Done, long Total)> read) : IProgress<T>
    {
        public void Report(T value)
        {
            var (done, total) = read(value);
            owner.Show(done, total);
        }
    }
}
