using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Access.Secrets;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Notifications.Channels;

/// <summary>What the stores of channels and people must do on every database.</summary>
public abstract class ChannelStoreContract(TestStore store) : IDisposable
{
    private const string Secret = "https://discord.example/api/webhooks/1/very-secret-0815";

    private readonly TestSecrets _secrets = new();

    private PersonStore People => new(store.Records);

    private ChannelStore Channels => new(store.Records, People, _secrets.Box(store.Records), ChannelKinds.BuiltIn);

    private ChannelMapper Wire => new(ChannelKinds.BuiltIn, Channels, TimeProvider.System);

    [Fact]
    public void Add_WithASecret_KeepsItEncryptedAndShowsItsEndOnly()
    {
        var added = Channels.Add(Wire.Channel(Settings(), null));
        store.Restart();

        var kept = Channels.Find(added.Id)!;
        Assert.Equal(Secret, Channels.Reveal(kept.Value, ChannelField.Url));
        Assert.Equal("…0815", Wire.View(kept.Value)["url"]);
        Assert.DoesNotContain("0815", store.Records.Find(RecordSet.Channels, added.Id)!.Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("…0815", Secret)]
    [InlineData("https://discord.example/other", "https://discord.example/other")]
    public void FillIn_MaskOrANewSecret_KeepsOrReplacesIt(string sent, string expected)
    {
        var kept = Channels.Add(Wire.Channel(Settings(), null)).Value;
        var settings = new ChannelRequest { Name = "renamed", ["url"] = sent };

        Wire.FillIn(settings, kept);
        var changed = Wire.Channel(settings, kept);

        Assert.Equal((kept.Id, "renamed", expected), (changed.Id, changed.Name, Channels.Reveal(changed, ChannelField.Url)));
    }

    [Fact]
    public void TryChange_SomebodyElseWasFaster_ChangesNothing()
    {
        var added = Channels.Add(Wire.Channel(Settings(), null));

        Assert.True(Channels.TryChange(added.Value with { Name = "first" }, added.Version));
        Assert.False(Channels.TryChange(added.Value with { Name = "second" }, added.Version));

        Assert.Equal("first", Channels.Find(added.Id)!.Value.Name);
    }

    [Fact]
    public void TryRemove_PeopleHaveIt_TakesItFromThem()
    {
        var (gone, stays) = (Channels.Add(Wire.Channel(Settings(), null)), Channels.Add(Wire.Channel(Settings(), null)));
        var person = People.Add(
            PersonRules.Person(
                new PersonRequest { Name = "Ada", TimeZone = "Europe/Berlin", Channels = [gone.Id, stays.Id] }, null, 5));

        Assert.True(Channels.TryRemove(gone));
        store.Restart();

        Assert.Equal([stays.Id], Channels.All.Select(channel => channel.Id));
        Assert.Equal([stays.Id], People.Find(person.Id)!.Value.Channels);
    }

    [Fact]
    public void Add_Person_KeepsEverything()
    {
        var person = PersonRules.Person(
            new PersonRequest
            {
                Name = "Ada", TimeZone = "Europe/Berlin", CriticalAtNight = false, DigestAt = null,
                QuietHours = new QuietHoursSettings { From = "22:30", To = "06:45" },
            },
            null,
            now: 5);

        var added = People.Add(person);
        store.Restart();

        var kept = People.Find(added.Id)!.Value;
        Assert.Equal(person with { Id = added.Id, Channels = kept.Channels }, kept);
        Assert.Equal(new QuietHours(new TimeOnly(22, 30), new TimeOnly(6, 45)), kept.Quiet);
    }

    public void Dispose()
    {
        store.Dispose();
        _secrets.Dispose();
        GC.SuppressFinalize(this);
    }

    private static ChannelRequest Settings() =>
        new() { Kind = "discord", Name = "home", ["url"] = Secret, LeastSeverity = AlertSeverity.Critical };
}

public sealed class LiteDbChannelStoreTests() : ChannelStoreContract(new LiteDbTestStore());

public sealed class PostgresChannelStoreTests() : ChannelStoreContract(new PostgresTestStore());
