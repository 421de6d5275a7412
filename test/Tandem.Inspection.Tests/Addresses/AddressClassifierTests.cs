using System.Net;
using Tandem.Inspection.Addresses;

namespace Tandem.Inspection.Tests.Addresses;

public sealed class AddressClassifierTests
{
    [Theory]
    [InlineData("127.0.0.1", "Loopback")]
    [InlineData("127.255.255.254", "Loopback")]
    [InlineData("::1", "Loopback")]
    [InlineData("::ffff:127.0.0.1", "Loopback")]
    [InlineData("10.1.2.3", "Private")]
    [InlineData("172.16.0.1", "Private")]
    [InlineData("172.31.255.255", "Private")]
    [InlineData("172.32.0.1", "Public")]
    [InlineData("192.168.1.1", "Private")]
    [InlineData("100.64.0.1", "Private")]
    [InlineData("fd00::1", "Private")]
    [InlineData("::ffff:10.0.0.1", "Private")]
    [InlineData("64:ff9b::a00:1", "Private")]
    [InlineData("169.254.169.254", "Refused")]
    [InlineData("::ffff:169.254.169.254", "Refused")]
    [InlineData("64:ff9b::a9fe:a9fe", "Refused")]
    [InlineData("fe80::1", "Refused")]
    [InlineData("0.0.0.0", "Refused")]
    [InlineData("::", "Refused")]
    [InlineData("224.0.0.1", "Refused")]
    [InlineData("255.255.255.255", "Refused")]
    [InlineData("ff02::1", "Refused")]
    [InlineData("2002:a00:1::1", "Refused")]
    [InlineData("2001:0:a00:1::1", "Refused")]
    [InlineData("2001:db8::1", "Refused")]
    [InlineData("192.0.2.1", "Refused")]
    [InlineData("198.18.0.1", "Refused")]
    [InlineData("8.8.8.8", "Public")]
    [InlineData("2606:4700::1111", "Public")]
    [InlineData("64:ff9b::808:808", "Public")]
    public void Address_OfEachRange_HasItsClass(string address, string expected) =>
        Assert.Equal(expected, AddressClassifier.Classify(IPAddress.Parse(address)).ToString());
}
