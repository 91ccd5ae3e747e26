using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Enrolment;
using PlantOps.VirtualDevice.CommandLine;
using PlantOps.VirtualDevice.Faults;
using PlantOps.VirtualDevice.Network;
using PlantOps.VirtualDevice.Portal;

namespace PlantOps.VirtualDevice;

/// <summary>One device through a run: switched on, hit by its faults, switched on again, stopped.</summary>
internal sealed class DeviceLife(VirtualHardware hardware, RunOptions options, TextWriter output)
{
    private static readonly TimeSpan TimeWithoutPower = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly Queue<Fault> _faults = FaultPlan.For(options, hardware.NewRandom(2));
    private readonly VirtualWifi _wifi = new();
    private readonly Random _torn = hardware.NewRandom(3);
    private PoweredDevice? _device;
    private RunSummary _sum = RunSummary.None;

    /// <summary>Enrols where a code is given, and runs until the end; <see langword="null"/> where it could not begin.</summary>
    public async Task<RunSummary?> Run(string? code, CancellationToken cancellation)
    {
        _device = PowerOn(RestartCauses.Power, clockIsKnown: true);
        if (code != null && !Enrol(_device, code)) return null;
        if (options.PortalPort is { } port && !await SetUpByPhone(port, cancellation)) return null;
        if (!_device.Start(options))
        {
            var why = _device.Device.IsEnrolled
                ? "its flash does not take the number of this start"
                : "not enrolled; give it --gateway and --code, or --portal";
            await Console.Error.WriteLineAsync($"{hardware.Name}: {why}");
            return null;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var saying = options.Count == 1 ? SayThatItMeasures(over.Token) : Task.CompletedTask;
        while (!cancellation.IsCancellationRequested && !IsOver && _device.Run != null) await LiveOn(cancellation);
        if (_device.Run != null && !cancellation.IsCancellationRequested) await Drain(cancellation);
        await over.CancelAsync();
        await saying;
        if (_device.Run == null) return _sum;
        await _device.StopAsync();
        Count(_device);
        return _sum with { Buffered = _device.Run!.Pending, Lost = _device.Run.Lost };
    }

    private bool IsOver => options.Duration is { } duration && hardware.Time.ElapsedMs >= duration.TotalMilliseconds;

    // Whoever watches the first one sees that something happens; from then on it would be a line a minute.
    private async Task SayThatItMeasures(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Glance);
        try
        {
            while (_device!.Run is not { Acknowledged: > 0 }) await timer.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // The end came between two glances, or before the first reading.
        }

        if (_device!.Run is { Acknowledged: > 0 })
            _device.Board.Write("the gateway has its first reading; it goes on measuring without a word");
    }

    private PoweredDevice PowerOn(string cause, bool clockIsKnown) => new(hardware, _wifi, output, cause, clockIsKnown);

    private bool Enrol(PoweredDevice device, string code)
    {
        var result = device.Device.Enrol(options.Gateway!, code, options.Name == null ? null : hardware.Name);
        if (result.Outcome == EnrolmentOutcome.Enrolled)
        {
            device.Board.Write(result.Message);
            return true;
        }

        Console.Error.WriteLine($"{hardware.Name}: {result.Message}");
        return false;
    }

    // As on hardware: readings are taken beside an open portal where the device can, and a restart ends it.
    private async Task<bool> SetUpByPhone(int port, CancellationToken cancellation)
    {
        var device = _device!;
        var setup = new PhoneSetup(device, _wifi, port);
        _ = setup.Settle(cancellation);
        if (!setup.Opens)
        {
            device.Board.Write(
                "the portal stays closed, as this device is enrolled. " +
                "Set another one up with --data OTHER, or start this one five times in a row");
            return true;
        }

        var measures = device.Start(options, publishes: false);
        if (!await setup.Run(cancellation))
        {
            await Console.Error.WriteLineAsync($"{hardware.Name}: nobody can listen at port {port}");
            return false;
        }

        await device.StopAsync();
        if (measures) Count(device);
        _device = PowerOn(RestartCauses.Settings, device.Clock.IsKnown);
        return true;
    }

    private async Task LiveOn(CancellationToken cancellation)
    {
        var next = _faults.TryPeek(out var fault) && !(fault.At > options.Duration) ? fault.At : options.Duration;
        var wait = next is { } at
            ? hardware.Time.Real(at - TimeSpan.FromMilliseconds(hardware.Time.ElapsedMs))
            : Timeout.InfiniteTimeSpan;
        if (next != null && wait < ShortestWait) wait = ShortestWait;
        var waited = Task.Delay(wait, cancellation);
        var first = await Task.WhenAny(waited, _device!.Ended);
        if (first == _device.Ended)
        {
            await StartAnew(cancellation);
        }
        else if (!cancellation.IsCancellationRequested && fault != null && next == fault.At
            && hardware.Time.ElapsedMs >= fault.At.TotalMilliseconds)
        {
            await Suffer(_faults.Dequeue(), cancellation);
        }
    }

    private async Task Suffer(Fault fault, CancellationToken cancellation)
    {
        switch (fault.Kind)
        {
            case FaultKind.WifiLost:
                _device!.Board.Write("Wi-Fi is gone");
                _wifi.IsUp = false;
                break;
            case FaultKind.WifiBack:
                _device!.Board.Write("Wi-Fi is back");
                _wifi.IsUp = true;
                break;
            case FaultKind.ClockLost:
                _device!.Board.Write("the clock has lost its time");
                _device.Clock.Lose();
                break;
            case FaultKind.SensorStuck:
                _device!.Board.Write("soil and climate sensors are stuck");
                hardware.Sensors.GetStuck();
                break;
            case FaultKind.SensorNonsense:
                _device!.Board.Write("soil and climate sensors talk nonsense");
                hardware.Sensors.TalkNonsense();
                break;
            default:
                await CutPower(cancellation);
                break;
        }
    }

    private async Task CutPower(CancellationToken cancellation)
    {
        var device = _device!;
        device.Flash.CutDuringNextWrite(_torn.NextDouble());

        // The next write comes with the next reading; a day is the longest interval there is.
        await Task.WhenAny(device.Flash.Cut, Task.Delay(hardware.Time.Real(TimeSpan.FromDays(1)), cancellation));
        device.Board.Write(device.Flash.Cut.IsCompleted ? "power cut in the middle of a write" : "power cut");
        await device.PowerOffAsync();
        Count(device);
        await Task.WhenAny(Task.Delay(hardware.Time.Real(TimeWithoutPower), cancellation));
        Begin(PowerOn(RestartCauses.Power, device.Clock.IsKnown));
    }

    // The device has ended by itself: it restarts, or it sleeps first.
    private async Task StartAnew(CancellationToken cancellation)
    {
        var device = _device!;
        await device.StopAsync();
        Count(device);
        if (device.Board.Asleep == TimeSpan.Zero)
        {
            device.Board.Write("restarting, as the gateway told it to");
            Begin(PowerOn(RestartCauses.Power, device.Clock.IsKnown));
            return;
        }

        var left = (options.Duration ?? TimeSpan.MaxValue) - TimeSpan.FromMilliseconds(hardware.Time.ElapsedMs);
        var asleep = device.Board.Asleep < left ? device.Board.Asleep : left;
        if (asleep > TimeSpan.Zero) await Task.WhenAny(Task.Delay(hardware.Time.Real(asleep), cancellation));
        Begin(PowerOn(RestartCauses.Sleep, device.Clock.IsKnown));
    }

    private void Begin(PoweredDevice device)
    {
        _device = device;
        if (!device.Start(null))
        {
            device.Board.Write("it has forgotten its gateway and waits for its set-up");
            return;
        }

        if (device.Device.RestartCause != RestartCauses.Sleep)
            device.Board.Write($"started again; {device.Run!.Pending} readings buffered");
    }

    // What is buffered at the end still goes out, as long as there is a gateway that goes on taking it.
    private async Task Drain(CancellationToken cancellation)
    {
        var run = _device!.Run!;
        run.StopSampling();
        for (var before = -1L; run.Pending > 0 && before != run.Acknowledged && _device.IsConnected;)
        {
            before = run.Acknowledged;
            var deadline = Task.Delay(DrainPatience, cancellation);
            while (run.Pending > 0 && before == run.Acknowledged && !deadline.IsCompleted)
            {
                await Task.WhenAny(deadline, Task.Delay(TimeSpan.FromMilliseconds(50), cancellation));
            }
        }
    }

    private void Count(PoweredDevice device)
    {
        var run = device.Run!;
        var sum = new RunSummary(run.Stored, run.Acknowledged, 0, 0);
        if (device.Device.RestartCause == RestartCauses.Sleep)
        {
            var awake = TimeSpan.FromMilliseconds(device.Clock.UptimeMs);
            sum = sum with { Wakes = 1, Awake = awake, LongestAwake = awake };
        }

        _sum = RunSummary.Add(_sum, sum);
    }
}
