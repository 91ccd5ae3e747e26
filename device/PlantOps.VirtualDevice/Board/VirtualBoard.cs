using PlantOps.Contracts.Settings;
using PlantOps.Device.Core;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Presence;
using PlantOps.VirtualDevice.Time;

namespace PlantOps.VirtualDevice.Board;

/// <summary>The board: what happens is printed, with the device's time before it.</summary>
internal sealed class VirtualBoard(string name, SimulatedTime time, TextWriter output, string startCause)
    : IBoard, IDeviceHealth, IIndicator, IEventLog
{
    // An ESP32 without PSRAM has about this much left with Wi-Fi and MQTT running; here there is nothing to measure.
    private const long TypicalFreeHeap = 30 * 1024;

    public long FreeHeap => TypicalFreeHeap;

    public long LowHeap => TypicalFreeHeap;

    public string StartCause => startCause;

    /// <summary>Whether the device has restarted itself: this start is over.</summary>
    public bool HasRestarted { get; private set; }

    /// <summary>How long the device has put itself to sleep; zero while it has not.</summary>
    public TimeSpan Asleep { get; private set; }

    public void FeedWatchdog()
    {
    }

    public void Restart() => HasRestarted = true;

    public void DeepSleep(long milliseconds) => Asleep = TimeSpan.FromMilliseconds(milliseconds);

    public string? WhyNot(BoardSettings settings) => null;

    public void Show(int[] stepsMs)
    {
        if (stepsMs == LightPatterns.Of(LightState.Identify)) Write("the light blinks");
    }

    public void Write(string text) =>
        output.WriteLine($"{DateTimeOffset.FromUnixTimeMilliseconds(time.UnixMs):yyyy-MM-dd HH:mm:ss} {name}: {text}");
}
