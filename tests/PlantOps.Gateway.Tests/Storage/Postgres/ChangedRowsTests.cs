using System.Text.Json.Nodes;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>Of what gateways keep in memory only what was changed is read, and nothing of it is missed.</summary>
public sealed class ChangedRowsTests : IDisposable
{
    private readonly PostgresTestStore _here;
    private readonly PostgresTestStore _there;

    public ChangedRowsTests()
    {
        var database = SharedPostgres.Server.NewDatabase();
        (_here, _there) = (new PostgresTestStore(database), new PostgresTestStore(database));
    }

    [Fact]
    public void Load_ForTheFirstTime_GivesAllDevices()
    {
        LetIn("24:6F:28:00:00:01");

        var read = _here.Devices.Load(null);

        Assert.Single(read.Items);
        Assert.Null(read.Keys);
        Assert.NotNull(read.Mark);
    }

    [Fact]
    public async Task Load_OnFromAMark_GivesDevicesThatWereLetInOrChangedSince()
    {
        var (first, second) = (LetIn("24:6F:28:00:00:01"), LetIn("24:6F:28:00:00:02"));
        var mark = await ReadAllAsync(_here.Devices.Load(null).Mark);

        var third = LetIn("24:6F:28:00:00:03");
        _there.Devices.Change([second.Number], device => device with { Name = "Basil" }, null);
        var read = _here.Devices.Load(mark);

        Assert.Equal([second.Number, third.Number], read.Items.Select(device => device.Number));
        Assert.DoesNotContain(first.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), read.Keys!);
        await ReadAllAsync(read.Mark);
    }

    [Fact]
    public void Load_WhatWasCommittedAfterALaterChangeWasRead_IsReadTheNextTime()
    {
        var slow = LetIn("24:6F:28:00:00:01");
        var fast = LetIn("24:6F:28:00:00:02");
        var mark = _here.Devices.Load(null).Mark;
        ChangedItems<Device>? between = null;
        _there.Database.Commit(connection =>
        {
            var slowly = $"UPDATE devices SET name = 'Slow' WHERE number = {slow.Number}";
            using var command = new Npgsql.NpgsqlCommand(slowly, connection);
            command.ExecuteNonQuery();
            _here.Devices.Change([fast.Number], device => device with { Name = "Fast" }, null);
            between = _here.Devices.Load(mark);
        });

        Assert.Contains(between!.Items, device => device.Name == "Fast");
        Assert.DoesNotContain(between.Items, device => device.Name == "Slow");
        Assert.Contains(_here.Devices.Load(between.Mark).Items, device => device.Name == "Slow");
    }

    [Fact]
    public void Load_WhatADeviceReports_GivesItsSettings()
    {
        var device = LetIn("24:6F:28:00:00:01");
        var mark = _here.Settings.Load(null).Mark;

        _there.Settings.Save([new KeptSettings(device.Number, null, new ReportedSettings { Version = 0, IntervalS = 120 }, 500)]);

        Assert.Equal(120, Assert.Single(_here.Settings.Load(mark).Items).Reported?.IntervalS);
    }

    [Fact]
    public void Load_OfADatabaseThatWasPutBack_GivesAll()
    {
        LetIn("24:6F:28:00:00:01");
        var mark = _here.Devices.Load(null).Mark!;

        var read = _here.Devices.Load(mark with { Position = mark.Position + 1_000_000 });

        Assert.Single(read.Items);
        Assert.Null(read.Keys);
    }

    [Fact]
    public async Task All_AsPlantsComeChangeAndGo_IsWhatIsInTheStore()
    {
        var (here, there) = (new PlantStore(_here.Records), new PlantStore(_there.Records));
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var all = there.All;
            var plant = all.Count == 0 ? null : all[random.Next(all.Count)];
            Assert.True(there.TryCommit(random.Next(4) switch
            {
                0 when plant is not null => there.Delete(plant),
                1 when plant is not null => there.Put(plant.Value with { Name = $"Plant {i}" }, plant.Version),
                _ => there.Put(new Plant { Id = PlantStore.NewId(), Name = $"Plant {i}", CreatedAt = i }, 0),
            }));
            Assert.Equal(there.Read(RecordRange.All).Select(Said), here.All.Select(Said));
        }

        await Eventually.IsAsync(() => ReferenceEquals(here.All, here.All));
    }

    [Fact]
    public void All_WithAPlantThatCannotBeReadAnyMore_HidesItAndNoOther()
    {
        var plants = new PlantStore(_here.Records);
        Plant[] two = [.. Enumerable.Range(0, 2).Select(i => new Plant { Id = $"pl-{i}", Name = "Fern", CreatedAt = i })];
        foreach (var plant in two) Assert.True(plants.TryCommit(plants.Put(plant, 0)));
        Assert.Equal(2, plants.All.Count);

        Assert.True(
            _there.Records.TryCommit([new RecordChange(RecordSet.Plants, "pl-0", new JsonObject().ToJsonString(), null)]));

        Assert.Equal("pl-1", Assert.Single(plants.All).Id);
    }

    [Fact]
    public void Prune_NotesOfHoursAgo_AreTakenAwayAndOthersStay()
    {
        LetIn("24:6F:28:00:00:01");
        _here.Execute("UPDATE changes SET made = now() - interval '3 hours'");
        LetIn("24:6F:28:00:00:02");

        PlantOps.Gateway.Storage.Postgres.ChangePruning.Prune(_here.Database);

        Assert.Equal(1L, _here.Execute("SELECT count(*) FROM changes"));
    }

    public void Dispose()
    {
        _there.Dispose();
        _here.Dispose();
    }

    private static (string, long, string) Said(Versioned<Plant> plant) => (plant.Id, plant.Version, plant.Value.Name);

    // What is committed while others on the server are at work is read twice.
    private async Task<ReadMark?> ReadAllAsync(ReadMark? mark)
    {
        await Eventually.IsAsync(() =>
        {
            var read = _here.Devices.Load(mark);
            mark = read.Mark;
            return read is { Keys: not null, Items: [] };
        });
        return mark;
    }

    private Device LetIn(string hardware) => new DeviceRegistry(_there.Devices, TimeProvider.System)
        .Admit(new DeviceDescription("Fern", hardware, null, null, []), "secret", null)!;
}
