using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Storage.Postgres;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>Several gateways on one database.</summary>
public sealed class SeveralGatewaysTests : IDisposable
{
    private const int Count = 4;

    private readonly List<PostgresTestStore> _gateways = [];

    public SeveralGatewaysTests()
    {
        var database = SharedPostgres.Server.NewDatabase();
        for (var i = 0; i < Count; i++) _gateways.Add(new PostgresTestStore(database));
    }

    [Fact]
    public async Task Append_TheSameReadingsAtEveryGateway_StoresEachOnceWithoutDeadlock()
    {
        var readings = Histories();

        var results = await Task.WhenAll(
            _gateways.Select((gateway, i) => Task.Run(() => AppendShuffled(gateway, readings, new Random(i)))));

        var distinct = readings.Sum(device => TestReadings.Kept(device.Readings.ToArray()).Count);
        Assert.Equal(distinct, results.Sum(result => result.Stored));
        Assert.Equal(
            (Count * readings.Sum(device => device.Readings.Count)) - distinct, results.Sum(result => result.Duplicates));
        Assert.All(readings, device => Assert.Equal(
            TestReadings.Kept(device.Readings.ToArray()).Count,
            _gateways[0].Readings.Read(device.Stream, 0, long.MaxValue, int.MaxValue).Count));
        Assert.Equal(0L, _gateways[0].Execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
    }

    [Fact]
    public void Append_AnyReading_MarksItsDayAsNotRolledUp()
    {
        const long Day = TestReadings.Day;
        _gateways[0].Readings.Append(TestReadings.Group(
            7, TestReadings.At(TestReadings.Start, 1, 1), TestReadings.At(TestReadings.Start + Day - 1, 1, 2),
            TestReadings.At(TestReadings.Start + Day, -1, -1)));
        _gateways[1].Readings.Append(TestReadings.Group(7, TestReadings.At(TestReadings.Start + (9 * Day), 1, 1)));
        Assert.Equal(
            "7 2025-06-23,7 2025-06-24",
            _gateways[0].Execute("SELECT string_agg(device || ' ' || day, ',' ORDER BY day) FROM unrolled_days"));
    }

    [Fact]
    public void Append_PartitionWasDroppedMeanwhile_MakesItAgain()
    {
        var store = _gateways[0].Readings;
        store.Append(TestReadings.Group(7, TestReadings.At(TestReadings.Start, 1, 1)));
        _gateways[0].Execute("DROP TABLE readings_2025_06");
        Assert.Equal(new AppendResult(1, 0), store.Append(TestReadings.Group(7, TestReadings.At(TestReadings.Start, 1, 2))));
    }

    [Fact]
    public async Task Admit_AtEveryGatewayAtOnce_GivesEachDeviceItsNumberAndId()
    {
        var registries = _gateways.Select(gateway => new DeviceRegistry(gateway.Devices, TimeProvider.System)).ToList();

        var devices = await Task.WhenAll(registries.SelectMany((registry, i) =>
            Enumerable.Range(0, 5).Select(n => Task.Run(() => registry.Admit(Describe($"hardware-{i}-{n}"), "secret", null)!))));

        Assert.Equal(Enumerable.Range(1, 5 * Count), devices.Select(device => device.Number).Order());
        var stored = _gateways[0].Devices.Load();
        Assert.All(devices, device => Assert.Equivalent(device, stored[device.Number - 1], strict: true));
    }

    [Fact]
    public async Task Admit_TheSameHardwareAtEveryGateway_IsOneDevice()
    {
        var registries = _gateways.Select(gateway => new DeviceRegistry(gateway.Devices, TimeProvider.System)).ToList();

        var devices = await Task.WhenAll(
            registries.Select(registry => Task.Run(() => registry.Admit(Describe("hardware"), "secret", null)!)));

        Assert.Single(devices.DistinctBy(device => (device.Number, device.Id)));
        Assert.Single(_gateways[0].Devices.Load());
    }

    [Theory]
    [InlineData(1, "plant-other", "other")]
    [InlineData(9, "plant-fern", "other")]
    [InlineData(9, "plant-other", "fern")]
    public void Admit_WhatAnotherGatewayHasGivenAway_IsRefusedAndChangesNothing(int number, string id, string hardware)
    {
        var fern = new Device(1, "plant-fern", "Fern", "fern", [1], 60, 1000);
        _gateways[0].Devices.Admit(fern, null);
        _gateways[0].Enrolments.Add(new OpenEnrolment("code", "Other", 10), []);

        Assert.Equal(
            Admission.Taken, _gateways[1].Devices.Admit(new Device(number, id, "Other", hardware, [2], 60, 2000), "code"));

        Assert.Equivalent(fern, Assert.Single(_gateways[0].Devices.Load()), strict: true);
        Assert.NotNull(_gateways[0].Enrolments.Find("code"));
    }

    [Fact]
    public async Task Admit_OneCodeAtEveryGateway_LetsOneDeviceIn()
    {
        _gateways[0].Enrolments.Add(new OpenEnrolment("code", "Fern", 10), []);
        var registries = _gateways.Select(gateway => new DeviceRegistry(gateway.Devices, TimeProvider.System)).ToList();

        var devices = await Task.WhenAll(
            registries.Select((registry, i) => Task.Run(() => registry.Admit(Describe($"hardware-{i}"), "secret", "code"))));

        Assert.Single(devices.OfType<Device>());
        Assert.Single(_gateways[0].Devices.Load());
    }

    [Fact]
    public async Task RevokeEndAndRelease_AtOneGateway_AreSeenAtTheOthers()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(TestReadings.Start));
        var (one, two) = (_gateways[0], _gateways[1]);
        var (tokensHere, tokensThere) = (new TokenRegistry(one.Tokens, time), new TokenRegistry(two.Tokens, time));
        var (sessionsHere, sessionsThere) = (new SessionRegistry(one.Records, time), new SessionRegistry(two.Records, time));
        var (devicesHere, devicesThere) = (new DeviceRegistry(one.Devices, time), new DeviceRegistry(two.Devices, time));
        var lockedOut = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        devicesThere.LockedOut += device => lockedOut.TrySetResult(device.Id);
        using var looks = Looks(_gateways[1], tokensThere, sessionsThere, devicesThere, time);
        await looks.StartAsync(TestContext.Current.CancellationToken);
        var (token, text) = tokensHere.Make("phone", TokenRole.Viewer);
        var (session, secret) = sessionsHere.Begin("Ben", TokenRole.Owner, "Firefox");
        var device = devicesHere.Admit(Describe("hardware"), "secret", null)!;
        await Eventually.IsAsync(
            () => tokensThere.Authenticate(text) is not null && sessionsThere.Authenticate(secret) is not null
                && devicesThere.Authenticate(device.Id, "secret"u8) is not null);

        tokensHere.Revoke(token);
        sessionsHere.End(session.Id);
        devicesHere.Change(device, current => current.Released(1));

        await Eventually.IsAsync(() => tokensThere.Authenticate(text) is null && sessionsThere.Authenticate(secret) is null
            && devicesThere.Authenticate(device.Id, "secret"u8) is null);
        Assert.Equal(device.Id, await lockedOut.Task);
        await looks.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Admit_HardwareThatAnotherGatewayHasGivenToAnotherDevice_IsThatDevice()
    {
        var (here, there) = (new DeviceRegistry(_gateways[0].Devices, TimeProvider.System),
            new DeviceRegistry(_gateways[1].Devices, TimeProvider.System));
        var (fern, basil) = (here.Admit(Describe("one"), "1", null)!, here.Admit(Describe("two"), "2", null)!);
        there.Reload();
        here.Admit(Describe("one"), "3", null, claimed: basil.Number);

        var again = there.Admit(Describe("one"), "4", null)!;

        Assert.Equal((basil.Id, "one"), (again.Id, again.HardwareId));
        Assert.NotNull(there.Find(fern.Id)?.ReleasedAt);
    }

    [Fact]
    public void Save_SettingsOfAGatewayThatKnowsLess_KeepsTheNewer()
    {
        var (newer, older) = (new DesiredSettings { Version = 4, IntervalS = 10 },
            new DesiredSettings { Version = 3, IntervalS = 60 });
        _gateways[0].Settings.Save([new KeptSettings(1, newer, null, 0)]);
        _gateways[1].Settings.Save([new KeptSettings(1, older, new ReportedSettings { Version = 3 }, 500)]);
        var kept = Assert.Single(_gateways[0].Settings.Load());
        Assert.Equivalent(new KeptSettings(1, newer, new ReportedSettings { Version = 3 }, 500), kept, strict: true);
    }

    [Fact]
    public void Change_AtTwoGatewaysFromTheSameVersion_KeepsBothChanges()
    {
        var (here, there) = (Settings(0), Settings(1));
        var device = here.Devices.Admit(Describe("hardware"), "secret", null)!;
        there.Devices.Reload();

        Assert.Equal(1, here.Settings.Change(device, new SettingsChange { IntervalS = 30 }).Desired?.Version);
        var second = there.Settings.Change(device, new SettingsChange { LedDryPercent = 20 }).Desired;

        Assert.Equal((2L, 30, 20), (second?.Version, second?.IntervalS, second?.LedDryPercent));
        Assert.Equal([device.Number], here.Settings.Reload());
        Assert.Equal((2L, 20), (here.Settings.Of(device).Desired?.Version, here.Settings.Of(device).Desired?.LedDryPercent));
        Assert.Empty(here.Settings.Reload());
    }

    [Fact]
    public async Task Change_AtEveryGatewayAtOnce_LosesNone()
    {
        var all = Enumerable.Range(0, Count).Select(Settings).ToArray();
        var device = all[0].Devices.Admit(Describe("hardware"), "secret", null)!;
        var pins = Enum.GetValues<Contracts.Settings.BoardPin>().Select(Contracts.Settings.BoardSettings.Name).Take(Count)
            .ToArray();

        await Task.WhenAll(all.Select((one, i) => Task.Run(() =>
            one.Settings.Change(device, new SettingsChange { Pins = new Dictionary<string, int> { [pins[i]] = -1 } }))));

        var desired = Assert.Single(_gateways[0].Settings.Load()).Desired;
        Assert.Equal(Count, desired?.Version);
        Assert.Equal(pins.Order(), desired?.Pins?.Keys.Order());
    }

    [Fact]
    public void Reload_WhatADeviceToldAnotherGateway_IsKnownHere()
    {
        var (here, there) = (Settings(0), Settings(1));
        var device = here.Devices.Admit(Describe("hardware"), "secret", null)!;
        there.Devices.Reload();
        there.Settings.Report(device, new ReportedSettings { Version = 0, IntervalS = 120 }, 500);
        there.Settings.Save();

        Assert.Empty(here.Settings.Reload());

        Assert.Equal(120, here.Settings.Of(device).Reported?.IntervalS);
        Assert.Equal(120, here.Devices.Find(device.Id)?.IntervalSeconds);
    }

    [Fact]
    public void Save_SettingsOfTheSameVersionThatAnotherGatewayMade_KeepsTheFirst()
    {
        var (first, second) = (new DesiredSettings { Version = 4, IntervalS = 10 },
            new DesiredSettings { Version = 4, IntervalS = 60 });
        Assert.True(_gateways[0].Settings.TryChange([new DesiredChange(new KeptSettings(1, first, null, 0), null)]));
        Assert.False(_gateways[1].Settings.TryChange([new DesiredChange(new KeptSettings(1, second, null, 0), 3)]));
        _gateways[1].Settings.Save([new KeptSettings(1, second, null, 0)]);
        Assert.Equal(10, Assert.Single(_gateways[0].Settings.Load()).Desired?.IntervalS);
    }

    public void Dispose()
    {
        foreach (var gateway in _gateways) gateway.Dispose();
    }

    private (SettingsRegistry Settings, DeviceRegistry Devices) Settings(int gateway)
    {
        var devices = new DeviceRegistry(_gateways[gateway].Devices, TimeProvider.System);
        return (new SettingsRegistry(_gateways[gateway].Settings, devices), devices);
    }

    private static OtherGateways Looks(
        PostgresTestStore store, TokenRegistry tokens, SessionRegistry sessions, DeviceRegistry devices, TimeProvider time)
    {
        SharedState[] states =
        [
            new("tokens", "Reading of tokens", () => Done(tokens.Reload)),
            new("sessions", "Reading of sessions", () => Done(sessions.Reload)),
            new("devices", "Reading of devices", () => Done(devices.Reload)),
        ];
        return new OtherGateways(states, store.Database, new Supervisor(time), NullLogger<OtherGateways>.Instance);
    }

    private static Task Done(Action work)
    {
        work();
        return Task.CompletedTask;
    }

    private static DeviceDescription Describe(string hardware) => new("Fern", hardware, null, null, []);

    // Times over many months, several boots, some readings without identity.
    private static List<DeviceReadings> Histories() =>
    [
        .. Enumerable.Range(1, 6).Select(device => StreamsByNumber.Of(
            device,
            [
                .. Enumerable.Range(0, 300).Select(i => TestReadings.At(
                    TestReadings.Start + (i * 36 * 3_600_000L), i % 7 == 0 ? Reading.NoIdentity : i % 3,
                    i % 7 == 0 ? Reading.NoIdentity : i, i / 10d)),
            ])),
    ];

    private static AppendResult AppendShuffled(PostgresTestStore gateway, List<DeviceReadings> histories, Random random)
    {
        var all = histories.SelectMany(device => device.Readings.Select(reading => new DeviceReadings(device.Stream, [reading])))
            .ToArray();
        random.Shuffle(all);
        var total = default(AppendResult);
        foreach (var chunk in all.Chunk(60))
        {
            var result = gateway.Readings.Append(new ReadingGroup(chunk, []));
            total = new AppendResult(total.Stored + result.Stored, total.Duplicates + result.Duplicates);
        }

        return total;
    }

    /// <summary>No device is connected to this gateway.</summary>
    private sealed class NoDevices : IDeviceLink
    {
        public Task SendAsync(string topic, byte[] payload, bool isRetained) => Task.CompletedTask;
    }
}
