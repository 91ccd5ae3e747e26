using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Settings.Household;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Tests.Dashboard.Settings.Household;

public sealed class HouseholdViewTests
{
    private const long Now = 1_777_622_400_000;

    private static readonly Speech English = new(new En(), new EnglishAlertWords());
    private static readonly Shell Shell = new(new En(), "Household", Place.Settings, new Visitor("Ada", "owner"));

    private static readonly Person Ada = new()
    {
        Id = "h-1", Name = "Ada", TimeZone = "UTC", CriticalAtNight = true, CreatedAt = 0, DigestAt = new TimeOnly(8, 0),
        Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 30)), Channels = ["c-1"],
    };

    [Fact]
    public void All_PeopleAndSessions_AreOneWhereTheirNamesAre()
    {
        var members = HouseholdMember.All(
            [Ada], [Session("1", "ben", "waters"), Session("2", "ADA ", "owner"), Session("3", "Ben", "viewer")]);

        Assert.Equal(["Ada", "ben"], members.Select(member => member.Name));
        Assert.Equal(["2"], members[0].Sessions.Select(session => session.Id));
        Assert.Null(members[1].Person);
        Assert.Equal(["1", "3"], members[1].Sessions.Select(session => session.Id));
    }

    [Fact]
    public void All_TwoPeopleOfOneName_GivesTheSessionsToTheFirst()
    {
        var members = HouseholdMember.All([Ada with { Id = "h-2", CreatedAt = 5 }, Ada], [Session("1", "Ada", "owner")]);

        Assert.Equal([("h-1", 1), ("h-2", 0)], members.Select(member => (member.Person!.Id, member.Sessions.Count)).Order());
    }

    [Fact]
    public void Of_APerson_SaysWhenAndHowTheyAreTold()
    {
        var row = Row(new HouseholdMember("Ada", Ada, [Session("1", "Ada", "owner"), Session("2", "Ada", "owner")]), here: "1");

        Assert.Equal("/settings/household/h-1", row.Path);
        Assert.Equal(
            ["Told through Family.", "Quiet from 22:00 to 07:30.", "What is critical is said all the same.",
                "Daily digest at 08:00."],
            row.Told);
        Assert.Equal("owner", row.Roles);
        Assert.Equal([true, false], row.Sessions.Select(session => session.IsHere));
        Assert.Null(row.EndAll);
    }

    [Fact]
    public void Of_SomebodyWhoIsSignedInOnly_LeadsToSayingWhatTheyAreTold()
    {
        var row = Row(
            new HouseholdMember("Ben & Co", null, [Session("1", "Ben & Co", "waters"), Session("2", "Ben & Co", "viewer")]),
            here: "9");

        Assert.Equal("/settings/household/new?name=Ben%20%26%20Co", row.Path);
        Assert.Equal("waters, looks only", row.Roles);
        Assert.Equal("End all", row.EndAll);
        Assert.Null(row.Day);
    }

    [Theory]
    [InlineData("22:00", "07:30", "0+7.5 22+2")]
    [InlineData("13:00", "14:15", "13+1.25")]
    [InlineData("20:00", "00:00", "20+4")]
    public void Of_QuietHours_AreDrawnOnADay(string from, string to, string parts)
    {
        var strip = DayStrip.Of(new QuietHours(TimeOnly.Parse(from), TimeOnly.Parse(to)), new TimeOnly(8, 30), English);

        Assert.Equal(parts, string.Join(' ', strip.Parts.Select(part => $"{part.From}+{part.Width}")));
        Assert.Equal("8.5", strip.Digest);
    }

    private static PersonRow Row(HouseholdMember member, string here)
    {
        Channel[] channels =
        [
            new Channel
            {
                Id = "c-1",
                Kind = "slack",
                Name = "Family",
                LeastSeverity = AlertSeverity.Warning,
                Enabled = true,
                CreatedAt = 0,
                Fields = new Dictionary<string, string>(),
            },
        ];
        return Assert.Single(HouseholdView.Of(Shell, English, [member], channels, session => session.LastUsed, 0, here).People);
    }

    private static Session Session(string id, string person, string role) => new()
    {
        Id = id, SecretHash = id, Person = person, Role = role, Browser = "Safari on iPhone", CreatedAt = Now, LastUsed = Now,
    };
}
