using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Gateway.Protocols;

namespace Tandem.Gateway.Tests.Protocols;

/// <summary>Bytes changed at random: nothing but a value or the one expected exception may come of them.</summary>
public sealed class HostileBytesTests
{
    private const int Cases = 3000;

    private static readonly byte[] Sample = Encoding.UTF8.GetBytes("""
        {"model":"m","stream":true,"messages":[{"role":"user","content":[{"type":"text","text":"h\u00e4 \ud83d\ude00"}]},{"role":"tool","content":null}],"n":-1.5e3,"tools":[{"function":{"name":"f","parameters":{"a":[1,true,false]}}}]}
        """);

    public static TheoryData<string, string> Streams => new()
    {
        { "openai.chat", "openai-redacted" },
        { "openai.chat", "openai-tools" },
        { "anthropic.messages", "anthropic-redacted" },
    };

    [Fact]
    public void Request_OfChangedBytes_IsReadExactlyWhenAStrictParserReadsIt() => Prop.ForAll(Changed(Sample), body =>
    {
        var isStrict = IsStrictJsonObject(body);
        try
        {
            var request = Dialect.Find("openai.chat")!.ParseRequest(body);
            Assert.True(isStrict);
            Assert.Equal(body, request.Rewrite(new Dictionary<int, byte[]>(), null));
        }
        catch (BodyFormatException exception)
        {
            Assert.False(isStrict);
            Assert.InRange(exception.Position, 0, body.Length);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    [Theory]
    [MemberData(nameof(Streams))]
    public void Stream_OfChangedBytes_EndsInAStep_AndSendsOnlyJson(string dialect, string name)
    {
        var stream = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Protocols", "Golden", $"{name}.upstream.sse"));

        Prop.ForAll(Changed(stream), bytes =>
        {
            var run = StreamRun.Of(dialect, [bytes]);
            Assert.NotEqual(StreamStep.Continue, run.Step);
            // A changed field name makes a line that is no data and passes as it came; what is data must be JSON.
            Assert.All(SseText.Data(run.Sent.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')), data => Assert.Equal(JsonValueKind.Object, data.ValueKind));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases / 10));
    }

    private static Arbitrary<byte[]> Changed(byte[] sample)
    {
        var bytes = Gen.Elements<byte>((byte)'"', (byte)'\\', (byte)'{', (byte)'}', (byte)'[', (byte)']', (byte)',', (byte)':', (byte)'u', (byte)'d', (byte)'0', (byte)' ', (byte)'x', 0, 0xC3, 0xFF);
        var change = Gen.Choose(0, sample.Length - 1).SelectMany(_ => bytes, (at, value) => (at, value)).SelectMany(_ => Gen.Choose(0, 2), (edit, kind) => (edit.at, edit.value, kind));
        return Gen.Choose(1, 3).SelectMany(count => change.ArrayOf(count)).Select(changes =>
        {
            var list = sample.ToList();
            foreach (var (at, value, kind) in changes)
            {
                var place = Math.Min(at, list.Count - 1);
                if (kind == 0) list[place] = value;
                else if (kind == 1) list.Insert(place, value);
                else list.RemoveAt(place);
            }

            return list.ToArray();
        }).ToArbitrary();
    }

    private static bool IsStrictJsonObject(byte[] body)
    {
        if (!Utf8.IsValid(body)) return false;
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false });
            ReadAll(document.RootElement);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Half surrogates show only when a string is read.</summary>
    private static void ReadAll(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Assert.NotNull(member.Name);
                    ReadAll(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) ReadAll(item);
                break;
            case JsonValueKind.String:
                Assert.NotNull(element.GetString());
                break;
        }
    }
}
