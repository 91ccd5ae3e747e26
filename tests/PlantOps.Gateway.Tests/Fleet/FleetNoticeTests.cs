using System.Text;
using PlantOps.Gateway.Fleet;

namespace PlantOps.Gateway.Tests.Fleet;

public sealed class FleetNoticeTests
{
    private const string Me = "00000000000000aa";
    private const string Other = "00000000000000bb";

    [Fact]
    public void Pack_ManyLines_FillsNoticesAndLosesNone()
    {
        var lines = Enumerable.Range(0, 3000).Select(i => new FleetLine(null, "arrived", $"{i}")).ToList();

        var notices = FleetNotice.Pack(Me, lines).ToList();

        Assert.Equal(2, notices.Count);
        Assert.All(notices, notice => Assert.InRange(Encoding.UTF8.GetByteCount(notice), 1, FleetNotice.MaxBytes));
        Assert.Equal(lines.Select(line => line.Text), notices.SelectMany(notice => FleetNotice.Read(notice, Other)!.Lines));
    }

    [Fact]
    public void Pack_ALineAsLongAsMayBe_HasRoom()
    {
        var longest = new string('ä', FleetMessages.MaxLine / 2);

        var notices = FleetNotice.Pack(
            Me, [new FleetLine(Other, new string('k', 40), longest), new FleetLine(Other, new string('k', 40), "x")]).ToList();

        Assert.All(notices, notice => Assert.InRange(Encoding.UTF8.GetByteCount(notice), 1, FleetNotice.MaxBytes));
        Assert.Equal([longest, "x"], notices.SelectMany(notice => FleetNotice.Read(notice, Other)!.Lines));
    }

    [Fact]
    public void Read_WhatIsForOthersOrOfItself_IsNothing()
    {
        var toOther = Assert.Single(FleetNotice.Pack(Me, [new FleetLine(Other, "command", "1")]));

        Assert.Null(FleetNotice.Read(toOther, Me));
        Assert.Null(FleetNotice.Read(toOther, "00000000000000cc"));
        Assert.Equal((Me, "command"), (FleetNotice.Read(toOther, Other)!.From, FleetNotice.Read(toOther, Other)!.Kind));
        Assert.Null(FleetNotice.Read("a stranger's notice", Other));
    }
}
