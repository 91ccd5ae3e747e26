using System.Text.Json.Nodes;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests.Storage.Moving;

/// <summary>What a copy must be, from either kind of store to either.</summary>
public abstract class StoreCopyContract(Func<TestStore> openFrom, Func<TestStore> openTo)
{
    private const int Fern = 1;
    private const int Basil = 2;
    private const long Day = TestReadings.Day;

    /// <summary>The second soil channel of the same device.</summary>
    private static readonly StreamId BasilBeside = StreamId.Of(Basil, 2);

    /// <summary>The last day of June: months are what some stores let go of readings by.</summary>
    private const long Start = TestReadings.Start + (7 * Day);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Run_EverythingThatThereIs_IsTheSameOnBothSides()
    {
        using var from = Filled();
        using var to = openTo();
        var progress = new MoveProgress();
        var copy = new StoreCopy(from.All, to.All, progress);

        copy.Run(Token);
        copy.CopyRegistry();
        to.Settle();
        to.Restart();

        AssertSame(from, to);
        Assert.Equal((5, 5, 4571), (progress.View.DaysDone, progress.View.Days, progress.View.Readings));
        Assert.Equal(2, to.Readings.SetAside(10).Count);
        Assert.Equal(from.Readings.SetAside(10).Select(message => message.Detail),
            to.Readings.SetAside(10).Select(message => message.Detail));
    }

    [Fact]
    public void Run_Again_BringsWhatHasComeSince()
    {
        using var from = Filled();
        using var to = openTo();
        var copy = new StoreCopy(from.All, to.All, new MoveProgress());
        copy.Run(Token);
        copy.CopyRegistry();

        from.Readings.Append(
            TestReadings.Group(
                Fern, TestReadings.At(Start + (2 * Day) + 5, boot: 9), TestReadings.At(Start + (9 * Day), boot: 9, sequence: 1)));
        from.Tokens.Add(new ApiToken("22", "later", TokenRole.Viewer, 9));
        copy.Run(Token);
        copy.CopyRegistry();

        AssertSame(from, to);
    }

    [Fact]
    public void Run_InterruptedAndBegunAnew_LosesAndDoublesNothing()
    {
        using var from = Filled();
        using var to = openTo();
        var half = new StoreCopy(from.All, to.All, new MoveProgress());
        to.Readings.Append(TestReadings.Group(Fern, [.. from.Readings.Read(Fern, 0, long.MaxValue, 700)]));
        Assert.Throws<OperationCanceledException>(() => half.Run(new CancellationToken(canceled: true)));
        to.Restart();

        var copy = new StoreCopy(from.All, to.All, new MoveProgress());
        copy.Run(Token);
        copy.CopyRegistry();

        AssertSame(from, to);
    }

    [Fact]
    public void Run_TheOtherOneHasReadingsOfItsOwn_SaysWhere()
    {
        using var from = Filled();
        using var to = openTo();
        to.Readings.Append(TestReadings.Group(Basil, TestReadings.At(Start + Day + 77, boot: 77)));

        var refused =
            Assert.Throws<StoreUnavailableException>(() => new StoreCopy(from.All, to.All, new MoveProgress()).Run(Token));

        Assert.Contains("Device 2", refused.Message, StringComparison.Ordinal);
        Assert.Contains("1440 readings", refused.Message, StringComparison.Ordinal);
        Assert.Contains("1441", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, Fern, "2025-06-30")]
    [InlineData(1, Basil, "2025-07-01")]
    public void Run_ADayHasGoneSinceAnEarlierMove_SaysWhere(int day, int device, string named)
    {
        using var from = Filled();
        using var to = openTo();
        new StoreCopy(from.All, to.All, new MoveProgress()).Run(Token);
        Assert.Equal(1, from.Removal.Remove(device, new TimeRange(Start + (day * Day), Start + ((day + 1) * Day)), Token));

        var refused =
            Assert.Throws<StoreUnavailableException>(() => new StoreCopy(from.All, to.All, new MoveProgress()).Run(Token));

        Assert.Contains($"Device {device} differs on {named}: 0 readings", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ReadingsAreLetGoOfSinceAnEarlierMove_CountsNoneTwice()
    {
        using var from = Filled();
        using var to = openTo();
        new StoreCopy(from.All, to.All, new MoveProgress()).Run(Token);
        from.Settle();
        from.Rollups.RollUp(Start + (5 * Day), Token);
        Assert.True(from.Retention.Expire(Tier.Raw, Start + (40 * Day), Token) > 0);

        var copy = new StoreCopy(from.All, to.All, new MoveProgress());
        copy.Run(Token);
        copy.CopyRegistry();
        to.Settle();
        to.Rollups.RollUp(Start + (5 * Day), Token);

        AssertSame(from, to);
    }

    /// <summary>
    /// Two devices, one with two soil channels; a day that is only rolled up, days in buckets, readings not in buckets yet, and
    /// all else.
    /// </summary>
    private TestStore Filled()
    {
        var store = openFrom();
        Device[] devices =
        [
            new(Fern, "plant-fern", "Fern", "AA", [1, 2], 60,
                1000) { Model = "esp32", Sensors = ["dht22", "soil"], Version = 4, IsRenamed = true },
            new(Basil, "plant-basil", "Basil", "BB", [3, 4], 300, 2000) { ReleasedAt = 2500, RetiredAt = 2600 },
        ];
        store.All.ReplaceRegistry(new RegistryImage(
            devices,
            [new OpenEnrolment("11", "Moss", 5000) { Device = Fern }],
            [KeyValuePair.Create(Fern, 4000L)],
            [new KeptSettings(Fern, null, null, 3000)],
            [new StoredToken(new ApiToken("21", "laptop", TokenRole.Owner, 7), 8),
                new StoredToken(new ApiToken("23", "phone", TokenRole.Viewer, 7), null)],
            new Dictionary<RecordSet, IReadOnlyList<StoredRecord>>
            {
                [RecordSet.Plants] = [new StoredRecord("fern", 4, """{"name":"Fern"}""")],
            }));
        store.Readings.Append(TestReadings.Group(Fern, TestReadings.Minutes(3000, Start)));
        store.Readings.Append(TestReadings.Group(Basil, TestReadings.Minutes(1440, Start + Day)));
        store.Readings.Append(TestReadings.Group(BasilBeside, TestReadings.Minutes(10, Start + Day)));
        store.Settle();
        store.Rollups.RollUp(Start + (3 * Day), Token);
        Assert.Equal(1, store.Retention.Expire(Tier.Raw, Start + Day, Token));
        var peculiar = TestReadings.At(Start + (3 * Day), Reading.NoIdentity, Reading.NoIdentity, -0d);
        store.Readings.Append(new ReadingGroup(
            [StreamsByNumber.Of(Fern, [.. TestReadings.Minutes(1560, Start + (2 * Day), boot: 2), peculiar])],
            [new SetAsideMessage(Fern, 1, "t", "malformed", "one", [1]),
                new SetAsideMessage(Fern, 2, "t", "malformed", "two", [2])]));
        return store;
    }

    private static void AssertSame(TestStore from, TestStore to)
    {
        foreach (var device in (StreamId[])[StreamId.OfDevice(Fern), StreamId.OfDevice(Basil), BasilBeside])
        {
            Assert.Equal(from.Readings.Days(device), to.Readings.Days(device));
            Assert.Equal(from.Readings.Read(device, 0, long.MaxValue, int.MaxValue),
                to.Readings.Read(device, 0, long.MaxValue, int.MaxValue));
            foreach (var period in Enum.GetValues<RollupPeriod>())
                AssertSame(Rollups(from, device, period), Rollups(to, device, period));
        }

        var (here, there) = (from.All.Registry(), to.All.Registry());
        Assert.Equal(here.Devices.Select(Text), there.Devices.Select(Text));
        Assert.Equal(here.Enrolments, there.Enrolments);
        Assert.Equal(here.LastSeen, there.LastSeen);
        Assert.Equal(here.Settings.Select(kept => (kept.Number, kept.ReportedAt)),
            there.Settings.Select(kept => (kept.Number, kept.ReportedAt)));
        Assert.Equal(here.Tokens.OrderBy(token => token.Token.Key), there.Tokens.OrderBy(token => token.Token.Key));
        Assert.Equal(Plants(here), Plants(there));
        Assert.Equal("fern 4 Fern", Assert.Single(Plants(there)));
    }

    private static IEnumerable<string> Plants(RegistryImage image) => image.Records[RecordSet.Plants].Select(record =>
        $"{record.Id} {record.Version} {JsonNode.Parse(record.Json)!["name"]}");

    private static void AssertSame(List<Rollup> here, List<Rollup> there)
    {
        Assert.Equal(here.Select(rollup => rollup.Start), there.Select(rollup => rollup.Start));
        for (var i = 0; i < here.Count; i++)
        {
            for (var metric = 0; metric < Contracts.Telemetry.Metrics.Count; metric++)
            {
                var (x, y) = (here[i].Metrics[metric], there[i].Metrics[metric]);
                Assert.Equal((x.Count, x.Min, x.Max), (y.Count, y.Min, y.Max));
                Assert.Equal(x.Mean, y.Mean, 1e-9);
            }
        }
    }

    private static List<Rollup> Rollups(TestStore store, StreamId stream, RollupPeriod period)
    {
        var found = new List<Rollup>();
        store.Rollups.Read(stream, period, 0, long.MaxValue, found);
        return found;
    }

    private static string Text(Device device) =>
        $"{device with { PasswordHash = [], Sensors = [] }} {Convert.ToHexString(device.PasswordHash)} {string.Join(',', device.Sensors)}";
}
