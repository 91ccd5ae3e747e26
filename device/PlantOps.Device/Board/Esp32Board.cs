using System;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;
using PlantOps.Contracts.Settings;
using PlantOps.Device.Core.Board;

namespace PlantOps.Device.Board;

/// <summary>The board. nanoFramework has no hardware watchdog to feed on an ESP32; Core's supervision is what there is.</summary>
internal sealed class Esp32Board : IBoard
{
    private readonly Chip _chip;

    public Esp32Board(Chip chip) => _chip = chip;

    /// <summary>The platform tells a wake-up from deep sleep from all the rest, and nothing more.</summary>
    public string StartCause => Sleep.GetWakeupCause() == Sleep.WakeupCause.Undefined ? RestartCauses.Power : RestartCauses.Sleep;

    public void FeedWatchdog()
    {
    }

    public void Restart() => Power.RebootDevice(RebootOption.NormalReboot);

    public void DeepSleep(long milliseconds)
    {
        Sleep.EnableWakeupByTimer(new TimeSpan(milliseconds * TimeSpan.TicksPerMillisecond));
        Sleep.StartDeepSleep();
    }

    public string? WhyNot(BoardSettings settings) => new Wiring(_chip, settings).WhyNot();
}
