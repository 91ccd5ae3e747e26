using LiteDB;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Storage.Damage;

/// <summary>A record that is damaged, or that another version wrote, is named and hides no other.</summary>
public sealed class DamagedRecordTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly LiteDbTestStore _store;

    public DamagedRecordTests() => _store = new LiteDbTestStore(_directory);

    private RecordStore<Plant> Plants => new(_store.Records, RecordSet.Plants, PlantRecordsJson.Default.Plant);

    [Fact]
    public void Read_OneBitFlipped_NamesTheRecordAndGivesTheOthers()
    {
        PutPlants("fern", "ivy", "yucca");
        Damage("plants", document => Id(document) == "ivy" && StoredDamage.Flip(document, "j"));

        Assert.Equal(["fern", "yucca"], Plants.Read(RecordRange.All).Select(plant => plant.Id));
        var refused = Assert.Throws<UnreadableRecordException>(() => Plants.Find("ivy"));
        Assert.Contains("'ivy' of 'plants'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("checksum", refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            "1 record of 'plants' cannot be read (ivy", _store.Records.Unreadable.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SomeAtATime_GivesAsManyAsAreAskedFor()
    {
        PutPlants([.. Enumerable.Range(0, 9).Select(i => $"p{i}")]);
        Damage("plants", document => Id(document) is "p1" or "p2" or "p4" && StoredDamage.Flip(document, "j"));

        Assert.Equal(["p0", "p3", "p5", "p6"], Plants.Read(RecordRange.All with { Limit = 4 }).Select(plant => plant.Id));
        Assert.Equal(["p8", "p7", "p6", "p5", "p3"],
            Plants.Read(RecordRange.All with { Limit = 5, Backwards = true }).Select(plant => plant.Id));
    }

    [Fact]
    public void TryCommit_OverOrWithoutADamagedRecord_MendsIt()
    {
        PutPlants("fern", "ivy");
        Damage("plants", document => StoredDamage.Flip(document, "j"));
        Assert.Empty(Plants.Read(RecordRange.All));

        Assert.True(_store.Records.TryCommit([Plants.Put("fern", NewPlant("fern")), Plants.Delete("ivy")]));

        Assert.Equal("fern", Plants.Find("fern")!.Value.Id);
        Assert.Null(Plants.Find("ivy"));
        Assert.Null(_store.Records.Unreadable.Problem());
    }

    [Fact]
    public void Read_OfAnEarlierVersionWithoutChecksum_IsReadAndGetsOneWhenWritten()
    {
        PutPlants("fern");
        Damage("plants", document => document.Remove(DocumentSum.Field));
        Assert.Equal("fern", Assert.Single(Plants.Read(RecordRange.All)).Id);

        Assert.True(_store.Records.TryCommit([Plants.Put("fern", NewPlant("fern"))]));

        Damage("plants", document => document.ContainsKey(DocumentSum.Field) && StoredDamage.Flip(document, "j"));
        Assert.Empty(Plants.Read(RecordRange.All));
    }

    [Theory]
    [InlineData("""{"id":"ivy","state":"from the future"}""")]
    [InlineData("""{"id":7}""")]
    [InlineData("null")]
    [InlineData("{")]
    public void Read_WhatAnotherVersionWrote_IsLeftAsItIs(string json)
    {
        PutPlants("fern");
        Assert.True(_store.Records.TryCommit([new RecordChange(RecordSet.Plants, "ivy", json, 0)]));

        Assert.Equal("fern", Assert.Single(Plants.Read(RecordRange.All)).Id);
        Assert.Throws<UnreadableRecordException>(() => Plants.Find("ivy"));
        _store.Restart();
        Assert.Equal(json, _store.Records.Find(RecordSet.Plants, "ivy")!.Json);
    }

    [Fact]
    public void Load_ADeviceIsDamaged_GivesTheOthersAndItsNumberToNobody()
    {
        var before = new DeviceRegistry(_store.Devices, TimeProvider.System);
        var fern = before.Admit(new DeviceDescription("Fern", "AA", null, null, ["dht22"]), "password", null)!;
        var ivy = before.Admit(new DeviceDescription("Ivy", "BB", null, null, []), "password", null)!;
        Damage("devices", document => document["_id"].AsInt32 == ivy.Number && StoredDamage.Flip(document, "name"));

        var registry = new DeviceRegistry(_store.Devices, TimeProvider.System);
        Assert.Equal(fern.Id, Assert.Single(registry.All).Id);
        Assert.Contains("'devices'", _store.Records.Unreadable.Problem(), StringComparison.Ordinal);
        Assert.Equal(
            ivy.Number + 1, registry.Admit(new DeviceDescription("Yucca", "CC", null, null, []), "password", null)!.Number);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("name")]
    [InlineData("password_hash")]
    [InlineData("interval_s")]
    public void Load_ADeviceLacksAFieldOrHasAnotherType_GivesTheOthers(string field)
    {
        var registry = new DeviceRegistry(_store.Devices, TimeProvider.System);
        var fern = registry.Admit(new DeviceDescription("Fern", "AA", null, null, []), "password", null)!;
        registry.Admit(new DeviceDescription("Ivy", "BB", null, null, []), "password", null);
        registry.Admit(new DeviceDescription("Yucca", "CC", null, null, []), "password", null);
        Damage("devices", document => document.Remove(DocumentSum.Field) && document["_id"].AsInt32 switch
        {
            2 => document.Remove(field),
            3 => (document[field] = new BsonDocument()) is not null,
            _ => true,
        });

        Assert.Equal(fern.Id, Assert.Single(_store.Devices.Load()).Id);
        Assert.Contains("2 records of 'devices'", _store.Records.Unreadable.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ADocumentCannotBeDecoded_GivesTheOthers()
    {
        var registry = new DeviceRegistry(_store.Devices, TimeProvider.System);
        for (var i = 0; i < 5; i++)
            registry.Admit(new DeviceDescription($"Fern {i}", $"AA{i}", null, null, []), "password", null);
        _store.Restart();
        Assert.Equal(5, _store.Devices.Load().Count);
        CloseAnd(() =>
        {
            // The type of a field that no document has: 0x02 is text, 0x6D nothing.
            var patched = 0;
            StoredDamage.Patch(_directory.Data.Database, "\u0002hardware_id\0"u8,
                (bytes, at) => bytes[at] = ++patched == 3 ? (byte)0x6D : bytes[at]);
            Assert.True(patched >= 5, $"{patched}");
        });

        Assert.Equal(4, _store.Devices.Load().Count);
        Assert.Contains("1 record of 'devices'", _store.Records.Unreadable.Problem(), StringComparison.Ordinal);
        Assert.Equal(6,
            new DeviceRegistry(_store.Devices, TimeProvider.System).Admit(
                new DeviceDescription("New", "BB", null, null, []), "password", null)!.Number);
    }

    [Fact]
    public void Load_SettingsTokensPresenceAndEnrolmentsAreDamaged_GiveTheOthers()
    {
        _store.Tokens.Add(new ApiToken("key-one", "one", TokenRole.Viewer, 1));
        _store.Tokens.Add(new ApiToken("key-two", "two", TokenRole.Viewer, 2));
        _store.Settings.Save([new KeptSettings(1, null, null, 5), new KeptSettings(2, null, null, 6)]);
        _store.Presence.Save([KeyValuePair.Create(1, 5L), KeyValuePair.Create(2, 6L)]);
        _store.Enrolments.Add(new("first", "Fern", 5), []);
        _store.Enrolments.Add(new("second", "Ivy", 6), []);
        Damage("tokens", document => document["name"] == "one" && StoredDamage.Flip(document, "name"));
        Damage("device_settings", document => document["_id"].AsInt32 == 1 && (document["reported_at"] = 7L) is not null);
        Damage("presence", document => document["_id"].AsInt32 == 1 && (document["last_seen"] = 7L) is not null);
        Damage("enrolments", document => document["_id"] == "first" && StoredDamage.Flip(document, "name"));

        Assert.Equal("two", Assert.Single(_store.Tokens.Load()).Token.Name);
        Assert.Equal(2, Assert.Single(_store.Settings.Load()).Number);
        Assert.Equal(2, Assert.Single(_store.Presence.Load()).Key);
        Assert.Equal("Ivy", Assert.Single(_store.Enrolments.Load()).Name);
        Assert.Equal(4, _store.Records.Unreadable.All().Count);
    }

    [Fact]
    public void Load_ATokenHasARoleOfTheFuture_GivesTheOthers()
    {
        _store.Tokens.Add(new ApiToken("key-one", "one", TokenRole.Viewer, 1));
        _store.Tokens.Add(new ApiToken("key-two", "two", TokenRole.Viewer, 2));
        Damage("tokens",
            document =>
                document["name"] == "one" && document.Remove(DocumentSum.Field) && (document["role"] = "emperor") is not null);

        Assert.Equal("two", Assert.Single(_store.Tokens.Load()).Token.Name);
        Assert.Contains("emperor", _store.Records.Unreadable.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void SetAside_OneIsDamaged_GivesTheOthers()
    {
        _store.Readings.Append(
            new ReadingGroup([],
                [.. new[] { "a", "b", "c" }.Select(topic => new SetAsideMessage(1, 5, topic, "unread", "detail", [1, 2, 3]))]));
        Damage("set_aside", document => document["topic"] == "b" && StoredDamage.Flip(document, "payload"));

        Assert.Equal(["c", "a"], _store.Readings.SetAside(10).Select(message => message.Topic));
        Assert.Contains("'set_aside'", _store.Records.Unreadable.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Written_EveryDocument_CarriesAChecksum()
    {
        var registry = new DeviceRegistry(_store.Devices, TimeProvider.System);
        registry.Admit(new DeviceDescription("Fern", "AA", null, null, ["dht22"]), "password", null);
        PutPlants("fern");
        _store.Tokens.Add(new ApiToken("key-one", "one", TokenRole.Viewer, 1));
        _store.Tokens.SaveLastUsed([KeyValuePair.Create("key-one", 2L)]);
        _store.Settings.Save([new KeptSettings(1, null, null, 5)]);
        _store.Presence.Save([KeyValuePair.Create(1, 5L)]);
        _store.Enrolments.Add(new("first", "Fern", 5), []);
        _store.Readings.Append(
            new ReadingGroup(
                [StreamsByNumber.Of(1, TestReadings.Minutes(1500))], [new SetAsideMessage(1, 5, "t", "unread", "detail", [1])]));
        _store.Settle();
        _store.Rollups.RollUp(long.MaxValue, CancellationToken.None);
        _store.Readings.Append(
            TestReadings.Group(1, TestReadings.Minutes(3, TestReadings.Start + (5 * TestReadings.Day), boot: 9)));

        CloseAnd(() =>
        {
            using var file = _directory.OpenFile();
            string[] collections =
            [
                "devices", "plants", "tokens", "token_uses", "device_settings", "presence", "enrolments", "set_aside", "buckets",
                "chunks", "identities", "rolled_hours", "schema",
            ];
            foreach (var collection in collections)
            {
                var documents = file.Read(engine => engine.All(collection));
                Assert.True(documents.Count > 0, collection);
                Assert.All(documents,
                    document => Assert.True(document.ContainsKey(DocumentSum.Field) && document.IsIntact(), collection));
            }
        });
    }

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    private static string Id(BsonDocument document) => System.Text.Encoding.ASCII.GetString(document["_id"].AsBinary);

    private static Plant NewPlant(string id) => new() { Id = id, Name = id, CreatedAt = 1 };

    private void PutPlants(params string[] ids) =>
        Assert.True(_store.Records.TryCommit([.. ids.Select(id => Plants.Put(id, NewPlant(id), 0))]));

    private void Damage(string collection, Func<BsonDocument, bool> change) =>
        CloseAnd(() => Assert.True(StoredDamage.Change(_directory.Path, collection, change) > 0));

    private void CloseAnd(Action work)
    {
        _store.Restart();
        work();
    }
}
