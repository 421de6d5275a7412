using Microsoft.AspNetCore.WebUtilities;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Tests.Ui.Tables;

/// <summary>The address is the state of the table: what it says is read, what it says wrongly is taken as not said, and reading what was written gives the same.</summary>
public sealed class TableStateTests
{
    [Theory]
    [InlineData("", "?sort=key")]
    [InlineData("?q=+chat++bot+&sort=-owner&size=50", "?q=chat%20%20bot&sort=-owner&size=50")]
    [InlineData("?state=operating,proposed,nonsense", "?state=operating&state=proposed&sort=key")]
    [InlineData("?state=operating&state=proposed&state=operating", "?state=operating&state=proposed&sort=key")]
    [InlineData("?owner=Weber,+Jonas&owner=~empty&owner=~nonsense&owner=~~tilde&owner=", "?owner=Weber,%20Jonas&owner=~empty&owner=~~tilde&sort=key")]
    [InlineData("?archivedAt=2026-01-01&archivedAt=", "?archivedAt=2026-01-01..&sort=key")]
    [InlineData("?archivedAt=&archivedAt=2026-01-31", "?archivedAt=..2026-01-31&sort=key")]
    [InlineData("?archivedAt=2026-01-01..2026-01-31", "?archivedAt=2026-01-01..2026-01-31&sort=key")]
    [InlineData("?archivedAt=2026-01-01", "?archivedAt=2026-01-01..2026-01-01&sort=key")]
    [InlineData("?archivedAt=&archivedAt=", "?sort=key")]
    [InlineData("?archivedAt=&archivedAt=&archivedAt=~empty", "?archivedAt=~empty&sort=key")]
    [InlineData("?archivedAt=2026-02-30..yesterday", "?sort=key")]
    [InlineData("?columns=owner&columns=key,state&columns=nonsense", "?sort=key&columns=owner,key,state")]
    [InlineData("?columns=nonsense", "?sort=key")]
    [InlineData("?columns=key,owner,state,updatedAt,archivedAt,oversight", "?sort=key")]
    [InlineData("?columns=owner,all", "?sort=key&columns=all")]
    [InlineData("?group=state&folded=proposed&folded=proposed", "?sort=key&group=state&folded=proposed")]
    [InlineData("?group=updatedAt&folded=x", "?sort=key")]
    [InlineData("?sort=--key&size=7&page=0", "?sort=-key")]
    [InlineData("?sort=applications", "?sort=key")]
    [InlineData("?page=3&after=abc", "?sort=key&page=3&after=abc")]
    [InlineData("?page=1&after=abc", "?sort=key")]
    [InlineData("?page=3&after=abc&before=def", "?sort=key&page=3&after=abc")]
    [InlineData("?page=last", "?sort=key&page=last")]
    [InlineData("?nothing=here&Q=x", "?q=x&sort=key")]
    public void Address_Read_IsWrittenInOneForm(string said, string written)
    {
        var state = Read(said);

        Assert.Equal("/x" + written, state.Url());
        Assert.Equal(state.Url(), Read(written).Url());
        Assert.Equal(state.Query, Read(state.Query).Query);
    }

    [Theory]
    [InlineData(199, 199)]
    [InlineData(198, 200)]
    public void Search_LongerThanIsRead_EndsWithAWholeCharacter(int before, int length)
    {
        var state = Read($"?q={new string('x', before)}%F0%9F%98%80+and+more");

        Assert.Equal(length, state.Search.Length);
        Assert.False(char.IsHighSurrogate(state.Search[^1]));
    }

    [Fact]
    public void Address_WithMoreThanAnybodyMeans_IsCutToWhatIsBounded()
    {
        var many = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"&owner=o{i}&f{i}=1&folded=g{i}&columns=c{i}"));
        var state = Read($"?q={new string('x', 5000)}&group=owner&owner={new string('x', 5000)}{many}");

        Assert.Equal((200, 20, 100), (state.Search.Length, state.Filters["owner"].Count, state.Folded.Count));
        Assert.Null(state.Columns);
        Assert.True(state.Url().Length < 8000);
    }

    [Theory]
    [InlineData("", "key,owner,state,updatedAt,archivedAt,oversight")]
    [InlineData("?columns=state,owner", "key,state,owner")]
    [InlineData("?columns=state,key", "state,key")]
    [InlineData("?columns=all", "key,owner,state,updatedAt,archivedAt,oversight")]
    public void Columns_Chosen_StandInTheirOrderAndTheRowKeepsItsName(string said, string shown) =>
        Assert.Equal(shown.Split(','), SampleTable.Systems.ColumnsOf(Read(said).Columns).Select(column => column.Name));

    [Fact]
    public void Definition_ColumnsHiddenAtFirst_AreShownWhenChosen()
    {
        var table = SampleTable.Systems with { Columns = SampleTable.Systems.Columns.Select(column => column with { IsHidden = column.Name == "owner" }).ToList() };
        TableState State(string query) => TableState.Read("/x", new QueryCollection(QueryHelpers.ParseQuery(query)), table);

        Assert.DoesNotContain("owner", table.ColumnsOf(State("").Columns).Select(column => column.Name));
        Assert.Equal(["key", "owner"], table.ColumnsOf(State("?columns=key,owner").Columns).Select(column => column.Name));
        Assert.Contains("owner", table.ColumnsOf(State("?columns=all").Columns).Select(column => column.Name));
    }

    private static TableState Read(string query) => TableState.Read("/x", new QueryCollection(QueryHelpers.ParseQuery(query)), SampleTable.Systems);
}
