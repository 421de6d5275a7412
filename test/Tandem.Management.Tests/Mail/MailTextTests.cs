using Tandem.Management.Mail;
using Tandem.Management.Notifications;

namespace Tandem.Management.Tests.Mail;

public sealed class MailTextTests
{
    private static readonly Uri Site = new("https://ims.example.org/");

    [Fact]
    public void One_SaysWhatAndWhere()
    {
        var (subject, body) = MailText.OfOne(Told("Mari commented on AIS-0001", "/comments/CMT-0001"), Site);

        Assert.Equal("Mari commented on AIS-0001", subject);
        Assert.Equal("Mari commented on AIS-0001.\n\nhttps://ims.example.org/comments/CMT-0001\n\n-- \nTandem management system. What reaches you by mail: https://ims.example.org/account/notifications\n", body);
    }

    [Fact]
    public void Day_PutsTheSameTogetherAndCountsTheRest()
    {
        var told = Enumerable.Range(0, MailLimits.DigestLines).Select(i => Told("Mari changed AIS-0001", "/ai-systems/AIS-0001")).Append(Told("more", "/")).ToList();

        var (subject, body) = MailText.OfDay(told, Site);

        Assert.Equal("101 notifications in the management system", subject);
        Assert.Contains("- Mari changed AIS-0001 (100 times)\n  https://ims.example.org/ai-systems/AIS-0001\n", body, StringComparison.Ordinal);
        Assert.Contains("and 1 more: https://ims.example.org/notifications", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(10, 512)]
    [InlineData(11, 720)]
    [InlineData(12, 720)]
    public void Pause_DoublesUpToTwelveHours(int attempts, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), MailQueue.Pause(attempts));

    private static Notification Told(string words, string path) => Notification.For("PER-0001", null, NotificationKinds.Comment, "AIS-0001", words, path, DateTimeOffset.UnixEpoch)!;
}
