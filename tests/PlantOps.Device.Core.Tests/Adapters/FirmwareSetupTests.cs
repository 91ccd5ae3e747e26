using System.Net.NetworkInformation;
using nanoFramework.Runtime.Native;
using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Buffering;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Portal.Http;
using PlantOps.Device.Core.Portal.Opening;
using PlantOps.Device.Core.Tests.Portal;
using PlantOps.Device.Core.Time;
using PlantOps.Device.Core.Watching;
using PlantOps.Device.StandIns.Board;
using PlantOps.Device.Starting;
using PlantOps.Device.Time;

namespace PlantOps.Device.Core.Tests.Adapters;

/// <summary>Starts of the firmware around its portal. Each run ends where the device would restart.</summary>
public sealed class FirmwareSetupTests : IListener, IDisposable
{
    private const int ButtonGpio = 0;
    private const int LedGpio = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SimulatedBoard _board = SimulatedBoard.Current = new SimulatedBoard();
    private readonly SimulatedAccessPoint _accessPoint = SimulatedAccessPoint.Current = new SimulatedAccessPoint();
    private readonly MemoryFlash _flash = new();
    private readonly FakeClock _clock = new();
    private readonly TestBoard _log = new();
    private readonly ManualResetEventSlim _closed = new();
    private FakeConnection? _next;
    private bool _canListen = true;
    private bool _wasLit;

    private bool IsConfigured => _accessPoint.Options.HasFlag(WirelessAPConfiguration.ConfigurationOptions.Enable);

    [Fact]
    public void Run_DeviceWithoutConfiguration_OpensItsAccessPointByOneRestartAndServesItsPage()
    {
        Start();
        Assert.Equal((RebootOption.NormalReboot, true, 0), (_board.Reboot, IsConfigured, _log.Restarts));
        Assert.Equal(RestartCauses.Settings, Note());
        Assert.Contains("the portal opens after a restart", _log.Log);

        var phone = new FakeConnection(_clock, "GET / HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n");
        _next = phone;
        _board.OnWrite = (pin, high) => _wasLit |= pin == LedGpio && high;
        // Only the thread that checks waits on the clock; time must not run on before the phone is served.
        _clock.Waiting = () =>
            throw new TimeoutException(SpinWait.SpinUntil(() => phone.IsClosed, Patience) ? "served" : "not served");
        Start();
        Assert.Contains("the portal broke: served", _log.Log);
        Assert.Contains("the portal is open: PlantOps-Setup-0203, http://192.168.4.1/", _log.Log);
        Assert.Equal(200, phone.Status);
        Assert.StartsWith("<!DOCTYPE html>", phone.Body, StringComparison.Ordinal);
        Assert.True(_wasLit);
    }

    [Fact]
    public void Run_FivePowerCycles_OpensForTenMinutesAndLeavesWhatIsStored()
    {
        Save("Garden", "tomatoes");
        for (var i = 0; i < 4; i++) Assert.False(new PowerCycles(_flash, new FakeClock()).Begin(true));
        Start();
        Assert.True(IsConfigured);
        Start();
        Assert.InRange(_clock.UptimeMs, 600_000, 700_000);
        Assert.Contains("the portal has closed; nothing was changed", _log.Log);
        Assert.Equal((RebootOption.NormalReboot, false), (_board.Reboot, IsConfigured));
        Assert.Equal("Garden", new ConfigurationStore(_flash).Load()!.WifiSsid);
        Assert.Equal("Garden", _board.Wifi.StoredSsid);
        Assert.False(new PowerCycles(_flash, new FakeClock()).Begin(false));
    }

    [Fact]
    public void Run_PortalOfADeviceThatIsSetUp_MeasuresIntoTheBufferBesideIt()
    {
        Save("Garden", "tomatoes");
        _board.Analog[6] = 2000;
        new PowerCycles(_flash, _clock).Ask();
        Start();
        Assert.Empty(Buffered());
        TimeGoesOnWithThePages();
        _board.OnWrite = (pin, high) => _wasLit |= pin == LedGpio && high;
        Start();
        Assert.Contains("the portal has closed; nothing was changed", _log.Log);
        Assert.DoesNotContain(_log.Log, line => line.Contains("broke", StringComparison.Ordinal));
        var first = Buffered();
        Assert.InRange(first.Length, 9, 12);
        Assert.Equal(Enumerable.Range(1, first.Length), first.Select(reading => (int)reading.Sequence));
        Assert.All(first, reading => Assert.Equal(2, reading.Boot));
        Assert.True(_wasLit);

        // The next start has another number, so that what it measures is something else.
        new PowerCycles(_flash, _clock).Ask();
        Start();
        _closed.Reset();
        Start();
        var all = Buffered().ToLookup(reading => reading.Boot, reading => reading.Sequence);
        Assert.Equal([2L, 3L], all.Select(boot => boot.Key).Order());
        Assert.Equal(first.Select(reading => reading.Sequence), all[2]);
        Assert.InRange(all[3].Count(), 9, 12);
    }

    [Fact]
    public void Run_SensorBreaksMeasuringBesideThePortal_ThePageStays()
    {
        Save("Garden", "tomatoes");
        new PowerCycles(_flash, _clock).Ask();
        Start();
        TimeGoesOnWithThePages();
        _board.UtcNow = () => throw new TimeoutException("no such sensor");
        Start();
        Assert.Contains("measuring beside the portal broke: no such sensor", _log.Log);
        Assert.Contains("the portal has closed; nothing was changed", _log.Log);
    }

    [Fact]
    public void Run_AccessPointCannotBeOpened_MeasuresOn()
    {
        Save("Garden", "tomatoes");
        new PowerCycles(_flash, _clock).Ask();
        Start();
        _canListen = false;
        var boot = Boot();
        _board.UtcNow = () => throw new TimeoutException("measuring has begun");
        Assert.Throws<InvalidOperationException>(Start);
        Assert.Contains("the portal could not be opened", _log.Log);
        Assert.Equal((boot + 1, false), (Boot(), IsConfigured));
    }

    [Fact]
    public void Run_PowerWentWhileThePortalWasOpen_ClosesTheAccessPointByARestartThatIsNoPowerCycle()
    {
        Save("Garden", "tomatoes");
        _accessPoint.Options = WirelessAPConfiguration.ConfigurationOptions.Enable;
        Start();
        Assert.Equal((RebootOption.NormalReboot, false, RestartCauses.Command), (_board.Reboot, IsConfigured, Note()));
    }

    [Fact]
    public async Task Run_ButtonHeldForFiveSeconds_RestartsAndTheNextStartOpensThePortal()
    {
        Save("Garden", "tomatoes");
        var clock = new BoardClock();
        var run = Task.Run(() => NewFirmware(clock).Run(), TestContext.Current.CancellationToken);
        await Task.Run(() => SpinWait.SpinUntil(() => clock.UptimeMs > 1500, Patience), TestContext.Current.CancellationToken);
        _board.Levels[ButtonGpio] = false;
        await run.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.InRange(clock.UptimeMs, LongPress.HoldMs + 1500, 60_000);
        Assert.Equal((RebootOption.NormalReboot, RestartCauses.Command), (_board.Reboot, Note()));
        Assert.True(new PowerCycles(_flash, clock).Begin(false));
    }

    [Fact]
    public void Deadline_WhatHangs_IsLeftBehind()
    {
        using var hang = new ManualResetEventSlim();
        Assert.False(Deadline.Meets(hang.Wait, 50));
        hang.Set();
        Assert.True(Deadline.Meets(hang.Wait, 30_000));
        var failure = Assert.Throws<InvalidOperationException>(() => Deadline.Meets(() => throw new TimeoutException(), 30_000));
        Assert.IsType<TimeoutException>(failure.InnerException);
    }

    public void Dispose() => _closed.Dispose();

    bool IListener.Open() => _canListen;

    IConnection? IListener.Accept(int timeoutMs)
    {
        _clock.UptimeMs += timeoutMs;
        return Interlocked.Exchange(ref _next, null);
    }

    void IListener.Close() => _closed.Set();

    // The thread that checks waits on the same clock, which would then run on without a page being served.
    private void TimeGoesOnWithThePages()
    {
        var pages = Environment.CurrentManagedThreadId;
        _clock.Waiting = () =>
        {
            if (Environment.CurrentManagedThreadId != pages) _closed.Wait(Patience);
        };
    }

    private static DeviceConfiguration Configuration(string ssid, string password) => new()
    {
        Gateway = "https://localhost:1",
        DeviceId = "fern",
        MqttHost = "localhost",
        MqttPort = 1,
        IntervalS = 60,
        Boot = 1,
        WifiSsid = ssid,
        WifiPassword = password,
    };

    private void Start()
    {
        _board.Reboot = null;
        NewFirmware(_clock).Run();
    }

    private Firmware NewFirmware(IClock clock) => new(clock, _flash, _log, new CrashBackoff(_flash), this);

    private TelemetryReading[] Buffered()
    {
        var buffer = new ReadingBuffer(_flash);
        buffer.Open();
        var all = new List<TelemetryReading>();
        var into = Enumerable.Range(0, 20).Select(_ => new TelemetryReading()).ToArray();
        while (buffer.Take(into, 0) is { } batch)
        {
            all.AddRange(into.Take(batch.Count));
            into = [.. into.Select(_ => new TelemetryReading())];
        }

        return [.. all];
    }

    private long Boot() => new ConfigurationStore(_flash).Load()!.Boot;

    private string Note() => new RestartNote(_flash).Read("none");

    private void Save(string ssid, string password) =>
        Assert.True(new ConfigurationStore(_flash).Save(Configuration(ssid, password)));
}
