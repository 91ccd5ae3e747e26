using System.Text.Json;
using PlantOps.Gateway.Notifications;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Tests.Notifications.People;

public sealed class PersonRulesTests
{
    [Fact]
    public void Person_NothingButAName_HasTheDefaults()
    {
        var settings = Read("""{"name":"Ada"}""");

        Assert.Empty(PersonRules.Check(settings, _ => false));
        var person = PersonRules.Person(settings, null, 7);
        Assert.Equal(
            (7, null, true, new TimeOnly(8, 0)), (person.CreatedAt, person.Quiet, person.CriticalAtNight, person.DigestAt));
        Assert.Equal(TimeZoneInfo.Local.Id, person.TimeZone);
    }

    [Theory]
    [InlineData(
        """{"name":"Ada","digest_at":null,"quiet_hours":{"from":"22:00","to":"07:00"},"time_zone":"Asia/Tokyo","channels":["c-1"]}""")]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"A","time_zone":"Berlin"}""", "time_zone")]
    [InlineData("""{"name":"A","digest_at":"8:00"}""", "digest_at")]
    [InlineData("""{"name":"A","quiet_hours":{}}""", "quiet_hours.from", "quiet_hours.to")]
    [InlineData("""{"name":"A","quiet_hours":{"from":"22:00","to":"22:00"}}""", "quiet_hours.to")]
    [InlineData("""{"name":"A","channels":["c-1","c-2"]}""", "channels")]
    public void Check_AnyPerson_NamesEachFieldThatIsWrong(string json, params string[] fields) =>
        Assert.Equal(fields, PersonRules.Check(Read(json), id => id == "c-1").Keys.Order());

    private static PersonRequest Read(string json) => JsonSerializer.Deserialize(json, NotificationsJson.Default.PersonRequest)!;
}
