using PlantOps.Contracts.Settings;
using PlantOps.Device.Core;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Presence;

namespace PlantOps.VirtualDevice.InMemory;

/// <summary>The board of one start. What the device says goes to whoever wants to hear it; its light is seen by nobody.</summary>
internal sealed class MemoryBoard(string startCause, Action<string> say) : IBoard, IDeviceHealth, IIndicator, IEventLog
{
    // An ESP32 without PSRAM has about this much left with Wi-Fi and MQTT running; here there is nothing to measure.
    private const long TypicalFreeHeap = 30 * 1024;

    public long FreeHeap => TypicalFreeHeap;

    public long LowHeap => TypicalFreeHeap;

    public string StartCause => startCause;

    /// <summary>How long the device has put itself to sleep; zero while it has not.</summary>
    public TimeSpan Asleep { get; private set; }

    public void FeedWatchdog()
    {
    }

    public void Restart()
    {
    }

    public void DeepSleep(long milliseconds) => Asleep = TimeSpan.FromMilliseconds(milliseconds);

    public string? WhyNot(BoardSettings settings) => null;

    public void Show(int[] stepsMs)
    {
    }

    public void Write(string text) => say(text);
}
