using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Broker;
using PlantOps.Gateway.Broker.SetAside;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Telemetry;

namespace PlantOps.Gateway.Tests.Broker.SetAside;

/// <summary>Messages set aside, on each store: what can be read now becomes readings, once, and the rest stays.</summary>
public abstract class SetAsideContract(TestStore store) : IAsyncLifetime
{
    private const long Arrived = TestReadings.Start;
    private const string Warm = """{"temperature":"warm"}""";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private TestIngest _ingest = null!;
    private SetAsideMessages _messages = null!;
    private Device _device = null!;
    private bool _readsWords;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var devices = new DeviceRegistry(store.Devices, TimeProvider.System);
        _device = devices.Admit(new DeviceDescription("Fern", "AA", null, null, []), "secret", null)!;
        var metrics = new TelemetryMetrics(_services.GetRequiredService<IMeterFactory>());
        var budget = new SetAsideBudget(metrics, TimeProvider.System, NullLogger<SetAsideBudget>.Instance);

        // The rule that the message broke, until a later version reads words as well.
        var inputs = new DeviceInputs(TimeProvider.System, NullLogger<DeviceInputs>.Instance);
        var presence = new DevicePresence(store.Services.GetRequiredService<IPresenceStore>(), TimeProvider.System);
        var settings = new SettingsRegistry(store.Services.GetRequiredService<IDeviceSettingsStore>(), devices);
        var intake = new TelemetryIntake(
            budget, inputs, presence, settings, TimeProvider.System, NullLogger<TelemetryIntake>.Instance)
        {
            Parse = (payload, arrival, rules) => _readsWords && Encoding.UTF8.GetString(payload) == Warm
                ? TelemetryParser.Parse(new("""{"temperature":30}"""u8.ToArray()), arrival, rules)
                : TelemetryParser.Parse(payload, arrival, rules),
        };
        _ingest = new TestIngest(store.Readings);
        await _ingest.StartAsync();
        var aside = store.Services.GetRequiredService<ISetAsideStore>();
        _messages = new SetAsideMessages(aside, intake, devices, _ingest.Queue, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _ingest.DisposeAsync();
        await _services.DisposeAsync();
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task RetryAll_ARuleAcceptsItNow_StoresItWithItsTimeAndLeavesTheRest()
    {
        SetAside("telemetry", Warm, Arrived);
        SetAside("telemetry", """{"temperature":""", Arrived + 1);

        var before = await _messages.RetryAllAsync(Token);
        _readsWords = true;
        var after = await _messages.RetryAllAsync(Token);

        Assert.Equal((0, 2), (before.Read, before.Left));
        Assert.Equal((1, 1), (after.Read, after.Left));
        var reading = Assert.Single(Readings());
        Assert.Equal((Arrived, 30), (reading.Time, reading.Values[Metric.Temperature]));
        Assert.Equal(Arrived + 1, Assert.Single(_messages.Read(null, 10)).Message.ReceivedAt);
    }

    [Fact]
    public async Task Retry_WhatIsStoredAlready_IsNotStoredTwice()
    {
        const string Batch = """{"boot":7,"readings":[{"seq":1,"age_ms":5000,"temperature":20},{"temperature":21}]}""";
        for (var i = 0; i < 3; i++)
        {
            SetAside("telemetry", Batch, Arrived);
            var tried = await _messages.RetryAsync(Assert.Single(_messages.Read(null, 10)).Id, Token);
            Assert.True(tried!.Read);
            store.Settle();
        }

        Assert.Equal([Arrived - 5000, Arrived], Readings().Select(reading => reading.Time));
        Assert.Equal(0, _messages.Count());
    }

    [Fact]
    public async Task Retry_StillUnreadable_StaysAndSaysWhy()
    {
        SetAside("telemetry", Warm, Arrived);
        SetAside("telemetry", "{" + new string(' ', SetAsideMessage.MaxPayload), Arrived);
        SetAside("mood", "fine", Arrived);
        SetAside("telemetry", """{"temperature":1}""", Arrived, device: 999);
        var kept = _messages.Read(null, 10);

        var problems = new List<string?>();
        foreach (var message in kept) problems.Add((await _messages.RetryAsync(message.Id, Token))!.Problem);

        Assert.Equal("The device that it is from is not known any more.", problems[0]);
        Assert.Equal("Not a topic of this contract.", problems[1]);
        Assert.EndsWith(" Only its first 262144 bytes were kept.", problems[2], StringComparison.Ordinal);
        Assert.StartsWith("temperature", problems[3], StringComparison.Ordinal);
        Assert.Equal(kept.Select(message => message.Id), _messages.Read(null, 10).Select(message => message.Id));
        Assert.Empty(Readings());
    }

    [Fact]
    public async Task Retry_ABatchLargerThanWhatIsAlwaysKept_IsThereWhole()
    {
        var readings = string.Join(',', Enumerable.Range(0, 500).Select(i => $$"""{"seq":{{i}},"temperature":20}"""));
        var payload = $$"""{"boot":7,"readings":[{{readings}}]}""";
        Assert.InRange(payload.Length, 2 * SetAsideMessage.MaxHead, SetAsideMessage.MaxPayload);
        SetAside("telemetry", payload, Arrived);

        var tried = await _messages.RetryAsync(Assert.Single(_messages.Read(null, 10)).Id, Token);

        Assert.Equal((true, 500), (tried!.Read, tried.Readings));
        Assert.Equal(0, _messages.Count());
    }

    [Fact]
    public async Task Retry_OneOfItsReadingsStillCannotBeRead_StoresTheOthersAndStays()
    {
        SetAside("telemetry", """{"boot":7,"readings":[{"seq":1,"ts":1759999990000,"temperature":20},7]}""", Arrived);

        var tried = await _messages.RetryAsync(Assert.Single(_messages.Read(null, 10)).Id, Token);

        Assert.Equal((false, "readings[1]: expected an object."), (tried!.Read, tried.Problem));
        Assert.Single(Readings());
        Assert.Equal(1, _messages.Count());
    }

    [Fact]
    public async Task Retry_ALargeMessageThatIsTakenAway_LeavesNothing()
    {
        SetAside("telemetry", "{" + new string(' ', 100_000), Arrived);
        SetAside("telemetry", "{" + new string('x', 50_000), Arrived + 1);
        Assert.Equal([50_001, 100_001], _messages.Read(null, 10).Select(one => one.Message.Payload.Length));

        _messages.RemoveAll();
        SetAside("telemetry", "{" + new string('y', SetAsideMessage.MaxHead - 1), Arrived + 2);

        Assert.Equal(SetAsideMessage.MaxHead, Assert.Single(_messages.Read(null, 10)).Message.Payload.Length);
        Assert.Equal(0, (await _messages.RetryAllAsync(Token)).Read);
    }

    [Fact]
    public async Task Retry_AHeartbeatThatCanBeReadNow_LeavesTheList()
    {
        SetAside("heartbeat", """{"uptime":5}""", Arrived);
        SetAside("heartbeat", "no", Arrived);

        var tried = await _messages.RetryAllAsync(Token);

        Assert.Equal((1, 1), (tried.Read, tried.Left));
    }

    [Fact]
    public void Read_InParts_GivesEachOnceTheNewestFirst()
    {
        for (var i = 0; i < 5; i++) SetAside("telemetry", Warm, Arrived + i);

        var first = _messages.Read(null, 2);
        var second = _messages.Read(first[^1].Id, 10);

        Assert.Equal(
            [Arrived + 4, Arrived + 3, Arrived + 2, Arrived + 1, Arrived],
                first.Concat(second).Select(one => one.Message.ReceivedAt));
        Assert.Empty(_messages.Read("nonsense", 10));
    }

    [Fact]
    public void Remove_One_LeavesTheOthersAndWhatComesLater()
    {
        for (var i = 0; i < 3; i++) SetAside("telemetry", Warm, Arrived + i);
        var newest = _messages.Read(null, 1)[0];

        Assert.NotNull(_messages.Remove(newest.Id));
        Assert.Null(_messages.Remove(newest.Id));
        Assert.Null(_messages.Remove($"{newest.Number - 1}-{Arrived + 7}"));
        SetAside("telemetry", Warm, Arrived + 9);

        Assert.Equal([Arrived + 9, Arrived + 1, Arrived], _messages.Read(null, 10).Select(message => message.Message.ReceivedAt));
        Assert.Equal(3, _messages.RemoveAll());
        Assert.Equal(0, _messages.Count());
    }

    [Fact]
    public async Task RetryAll_MoreThanAreTriedAtOnce_TriesEach()
    {
        for (var i = 0; i < 150; i++) SetAside("telemetry", i % 2 == 0 ? $$"""{"temperature":{{i}}}""" : Warm, Arrived + i);

        var tried = await _messages.RetryAllAsync(Token);

        Assert.Equal((75, 75), (tried.Read, tried.Left));
        Assert.Equal(75, Readings().Count);
        Assert.Equal(75, _messages.Count());
    }

    private List<Reading> Readings() => store.Readings.Read(_device.Number, 0, long.MaxValue / 1000, 1000);

    private void SetAside(string topic, string payload, long at, int? device = null) =>
        store.Readings.Append(new ReadingGroup([], [
        new SetAsideMessage(
            device ?? _device.Number, at, $"devices/{_device.Id}/{topic}", ErrorCodes.Unreadable, "detail",
                Encoding.UTF8.GetBytes(payload)),
    ]));
}
