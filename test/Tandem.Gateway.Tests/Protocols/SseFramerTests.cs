using System.IO.Pipelines;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Gateway.Protocols.Sse;

namespace Tandem.Gateway.Tests.Protocols;

public sealed class SseFramerTests
{
    [Theory]
    [InlineData("data: a\n\n", "a")]
    [InlineData("data:a\r\n\r\n", "a")]
    [InlineData("data: a\r\r", "a")]
    [InlineData("data:  a\n\n", " a")]
    [InlineData("data: a\ndata: b\r\ndata:\rdata\n\n", "a\nb\n\n")]
    [InlineData("event: x\nid: 1\ndata: a\nretry: 5\n: note\n\n", "a")]
    [InlineData("\uFEFFdata: a\n\n", "a")]
    [InlineData(": only a comment\n\n", null)]
    [InlineData("\n", null)]
    [InlineData("database: a\n\n", null)]
    [InlineData("data\n\n", "")]
    public void Framer_ReadsDataAsTheStandardSays(string stream, string? data)
    {
        var read = Assert.Single(Events(Encoding.UTF8.GetBytes(stream), 1));

        Assert.Equal(data, read.Data is null ? null : Encoding.UTF8.GetString(read.Data));
        Assert.Equal(stream, Encoding.UTF8.GetString(read.Raw));
    }

    [Fact]
    public void Framer_NamesTheEvent() => Assert.Equal("ping", Assert.Single(Events("event: other\nevent: ping\ndata: {}\n\n"u8.ToArray(), 3)).Name);

    [Fact]
    public void Framer_OfAnyStreamInAnyPieces_GivesTheSameEventsAndEveryByte()
    {
        var lines = Gen.Elements("data: a", "data:", "event: e", ": c", "", "", "id: 1", "data: 😀", "\uFEFFdata: x");
        var endings = Gen.Elements("\n", "\r\n", "\r");
        var stream = lines.SelectMany(_ => endings, (line, ending) => line + ending).NonEmptyListOf().Select(parts => string.Concat(parts) + "\n\n");

        Prop.ForAll(stream.ToArbitrary(), text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var whole = Events(bytes, bytes.Length);
            Assert.Equal(bytes, whole.SelectMany(read => read.Raw));
            for (var size = 1; size < Math.Min(bytes.Length, 9); size++)
                Assert.Equal(whole.Select(read => Convert.ToHexString(read.Raw)), Events(bytes, size).Select(read => Convert.ToHexString(read.Raw)));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("", SseProblem.End)]
    [InlineData("data: a\n\n", SseProblem.End)]
    [InlineData("data: a\n", SseProblem.Truncated)]
    [InlineData("data: a\n\ndata", SseProblem.Truncated)]
    [InlineData("data: \0\n\n", SseProblem.Malformed)]
    public void Framer_SaysHowAStreamEnds(string stream, object problem)
    {
        var framer = new SseFramer();
        framer.Append(Encoding.UTF8.GetBytes(stream));
        framer.Complete();

        SseReading reading;
        do
            reading = framer.TryRead()!;
        while (reading.Event is not null);

        Assert.Equal((SseProblem)problem, reading.Problem);
    }

    [Fact]
    public void Framer_RefusesBytesThatAreNoUtf8()
    {
        var framer = new SseFramer();
        framer.Append([.. "data: "u8, 0xC3, .. "\n\n"u8]);

        Assert.Equal(SseProblem.Malformed, framer.TryRead()!.Problem);
    }

    [Fact]
    public void Framer_TakesAnEventUpToTheLimit_AndNoLarger()
    {
        var fitting = "data: " + new string('x', SseFramer.EventLimitBytes - 8) + "\n\n";

        Assert.Equal(SseFramer.EventLimitBytes, Assert.Single(Events(Encoding.UTF8.GetBytes(fitting), 65536)).Raw.Length);
        Assert.Equal(SseProblem.TooLarge, FirstProblem(Encoding.UTF8.GetBytes("data: x" + fitting[6..])));
    }

    [Fact]
    public void Framer_OfALineThatNeverEnds_GivesUpAtTheLimit()
    {
        var framer = new SseFramer();
        var piece = new byte[64 * 1024];
        Array.Fill(piece, (byte)'x');
        var fed = 0;
        while (framer.TryRead() is null)
        {
            framer.Append(piece);
            fed += piece.Length;
        }

        Assert.InRange(fed, SseFramer.EventLimitBytes, SseFramer.EventLimitBytes + (2 * piece.Length));
    }

    [Fact]
    public void Framer_OfManyShortLinesInOneEvent_GivesUpAtTheLimit() =>
        Assert.Equal(SseProblem.TooLarge, FirstProblem(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(": x\n", SseFramer.EventLimitBytes / 4)) + ": x\n\n")));

    [Fact]
    public async Task Reader_OverAPipe_GivesAnEventAsSoonAsItIsWhole()
    {
        var pipe = new Pipe();
        var reader = new SseReader(pipe.Reader);
        await pipe.Writer.WriteAsync("data: a\n\ndat"u8.ToArray(), TestContext.Current.CancellationToken);

        var first = await reader.ReadAsync(TestContext.Current.CancellationToken);
        var second = reader.ReadAsync(TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        await pipe.Writer.WriteAsync("a: b\n\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await pipe.Writer.CompleteAsync();

        Assert.Equal("a"u8.ToArray(), first.Event!.Data);
        Assert.Equal("b"u8.ToArray(), (await second).Event!.Data);
        Assert.Equal(SseProblem.End, (await reader.ReadAsync(TestContext.Current.CancellationToken)).Problem);
    }

    [Fact]
    public async Task Reader_OverAStream_GivesAllEvents()
    {
        using var stream = new MemoryStream("data: a\n\ndata: b\n\n"u8.ToArray());
        var reader = new SseReader(stream);

        Assert.Equal("a"u8.ToArray(), (await reader.ReadAsync(TestContext.Current.CancellationToken)).Event!.Data);
        Assert.Equal("b"u8.ToArray(), (await reader.ReadAsync(TestContext.Current.CancellationToken)).Event!.Data);
        Assert.Equal(SseProblem.End, (await reader.ReadAsync(TestContext.Current.CancellationToken)).Problem);
    }

    private static SseProblem FirstProblem(byte[] stream)
    {
        var framer = new SseFramer();
        framer.Append(stream);
        return framer.TryRead()!.Problem;
    }

    private static List<SseEvent> Events(byte[] stream, int size)
    {
        var framer = new SseFramer();
        var events = new List<SseEvent>();
        foreach (var piece in stream.Chunk(size))
        {
            framer.Append(piece);
            while (framer.TryRead() is { Event: { } read }) events.Add(read);
        }

        framer.Complete();
        while (framer.TryRead() is { Event: { } read }) events.Add(read);
        return events;
    }
}
