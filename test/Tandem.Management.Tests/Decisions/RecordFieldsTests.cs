using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Management.Decisions;
using Tandem.Management.Tests.Frameworks;

namespace Tandem.Management.Tests.Decisions;

public sealed class RecordFieldsTests
{
    private static readonly MinimumFieldSets Sets = new(Content.Catalogue);

    [Fact]
    public void Names_AreExactlyTheFieldsOfTheContent() =>
        Assert.Equal(Content.Catalogue.RecordFields.Select(field => field.Name).Order(StringComparer.Ordinal), RecordFields.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void MinimumSets_AreThoseOfTheContent()
    {
        Assert.Equal(["action", "caller.identity", "decision.outcome", "source", "time"], Sets.SecurityLogging.Names.Order(StringComparer.Ordinal));
        Assert.Equal(["content.inputFingerprint", "model.name", "model.version", "policy.version", "response.classifier", "review.status"], Sets.AiEventLogs.Names.Order(StringComparer.Ordinal));
        Assert.Equal(11, Sets.Both.Count);
    }

    [Fact]
    public void Of_FieldWithoutRule_IsRefused() => Assert.Throws<ArgumentException>(() => RecordFields.Of(["caller.shoeSize"]));

    [Fact]
    public void Held_CompleteRecord_HoldsBothSets() => Assert.True(Held(SampleRecords.Complete()).Holds(Sets.Both));

    [Fact]
    public void Held_CompleteRecord_HoldsAllButWhatNobodySays() =>
        Assert.Equal(["audit.query", "audit.reader", "content.retrievalSources", "usage.cost"],
            RecordFields.Of(RecordFields.Names).Without(Held(SampleRecords.Complete())).Names.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("caller.identity", "sub")]
    [InlineData("caller.identity", "auth")]
    [InlineData("time", "t")]
    [InlineData("action", "act")]
    [InlineData("source", "src")]
    [InlineData("decision.outcome", "dec")]
    [InlineData("model.name", "model")]
    [InlineData("model.version", "modelVer")]
    [InlineData("policy.version", "pol")]
    [InlineData("policy.version", "polH")]
    [InlineData("content.inputFingerprint", "inFp")]
    [InlineData("response.classifier", "resp")]
    [InlineData("review.status", "hrev")]
    [InlineData("record.id", "n")]
    [InlineData("caller.application", "app")]
    [InlineData("caller.groups", "roles")]
    [InlineData("caller.authMethod", "auth")]
    [InlineData("decision.rules", "rules")]
    [InlineData("decision.transforms", "tr")]
    [InlineData("route.purpose", "use")]
    [InlineData("model.provider", "prov")]
    [InlineData("model.endpoint", "ep")]
    [InlineData("policy.author", "polAuthor")]
    [InlineData("policy.approver", "polApprovers")]
    [InlineData("content.dataClasses", "class")]
    [InlineData("usage.tokens", "tok")]
    [InlineData("latency", "us")]
    [InlineData("chain.previous", "prev")]
    [InlineData("retention", "ret")]
    public void Held_MemberMissingEmptyOrOfAnotherType_NeverCounts(string field, string member)
    {
        Assert.Contains(field, Held(SampleRecords.Complete()).Names);
        var missing = SampleRecords.Complete();
        missing.Remove(member);
        Assert.DoesNotContain(field, Held(missing).Names);
        foreach (var bad in new JsonNode?[] { "", null, new JsonArray(), true })
        {
            var record = SampleRecords.Complete();
            record[member] = bad;
            Assert.DoesNotContain(field, Held(record).Names);
        }
        Assert.Contains(member, RecordFields.MembersOf(field));
    }

    [Theory]
    [InlineData("sub", "caller.identity")]
    [InlineData("src", "source")]
    [InlineData("act", "action")]
    [InlineData("model", "model.name")]
    [InlineData("pol", "policy.version")]
    [InlineData("inFp", "content.inputFingerprint")]
    [InlineData("resp", "response.classifier")]
    public void Held_NoneInAnAnsweredRequest_NeverCounts(string member, string field)
    {
        var record = SampleRecords.Complete();
        record[member] = "none";
        Assert.DoesNotContain(field, Held(record).Names);
    }

    [Fact]
    public void Held_NoneReportedVersionOfAnAnsweredRequest_NeverCounts()
    {
        var record = SampleRecords.Complete();
        record["modelVer"]!["reported"] = "none";
        Assert.DoesNotContain("model.version", Held(record).Names);
    }

    [Theory]
    [InlineData("IDENTITY_MISSING", true)]
    [InlineData("IDENTITY_EXPIRED", true)]
    [InlineData("POLICY_BLOCK", false)]
    public void Held_NoneIdentity_CountsOnlyWhenBlockedForTheLackOfOne(string reason, bool expected)
    {
        var record = SampleRecords.Refused(reason);
        Assert.Equal(expected, Held(record).Names.Contains("caller.identity"));
        record["dec"] = "allow";
        Assert.DoesNotContain("caller.identity", Held(record).Names);
    }

    [Fact]
    public void Held_RefusedForLackOfIdentity_HoldsBothSets() => Assert.True(Held(SampleRecords.Refused("IDENTITY_MISSING")).Holds(Sets.Both));

    [Theory]
    [InlineData("complete", false)]
    [InlineData("blocked", false)]
    [InlineData("upstream-error", true)]
    [InlineData("client-abort", true)]
    [InlineData("crash", true)]
    public void Held_NoneOfAnAnswer_CountsOnlyWhenNothingCameBack(string end, bool expected)
    {
        var record = SampleRecords.Complete();
        record["resp"] = "none";
        record["end"] = end;
        Assert.Equal(expected, Held(record).Names.Contains("response.classifier"));
    }

    [Fact]
    public void Held_NoReviewAskedFor_Counts()
    {
        var record = SampleRecords.Complete();
        record["hrev"] = new JsonObject { ["status"] = "none", ["ref"] = "none" };
        Assert.Contains("review.status", Held(record).Names);
    }

    [Fact]
    public void Held_NothingFound_CountsOnlyWhenSomethingWasScanned()
    {
        var record = SampleRecords.Complete();
        record["class"] = new JsonObject();
        Assert.Contains("content.dataClasses", Held(record).Names);
        record["cov"]!["bytesScanned"] = 0;
        Assert.DoesNotContain("content.dataClasses", Held(record).Names);
    }

    [Fact]
    public void Held_RedactedWithoutTransforms_DoesNotCount()
    {
        var record = SampleRecords.Complete();
        record["tr"] = new JsonObject();
        record["dec"] = "redact";
        Assert.DoesNotContain("decision.transforms", Held(record).Names);
        record["dec"] = "allow";
        Assert.Contains("decision.transforms", Held(record).Names);
    }

    [Fact]
    public void Held_UnsignedEntry_HasNoSignature()
    {
        var held = RecordFields.Held(new RecordMembers(Element(SampleRecords.Complete())), isSigned: false, isUnderCheckpoint: true);
        Assert.DoesNotContain("record.signature", held.Names);
        Assert.DoesNotContain("record.keyId", held.Names);
    }

    private static FieldSet Held(JsonObject record) => RecordFields.Held(new RecordMembers(Element(record)), isSigned: true, isUnderCheckpoint: true);

    private static JsonElement Element(JsonObject record)
    {
        using var document = JsonDocument.Parse(record.ToJsonString());
        return document.RootElement.Clone();
    }

    [Fact]
    public void Members_WithHalfASurrogatePair_SayNothing()
    {
        using var json = System.Text.Json.JsonDocument.Parse("""{"app":"a\ud800b","roles":["\udc00","x"]}""");
        var members = new RecordMembers(json.RootElement);

        Assert.Equal(("", false), (members.Text("app"), members.Says("app")));
        Assert.Equal(["", "x"], members.Texts("roles"));
    }
}
