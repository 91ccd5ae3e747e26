using PlantOps.Device.Core;
using PlantOps.Device.Core.Commands;
using PlantOps.Device.Core.Presence;
using PlantOps.VirtualDevice.Time;

namespace PlantOps.VirtualDevice.Board;

/// <summary>The board: what happens is printed, with the device's time before it.</summary>
internal sealed class VirtualBoard(string name, SimulatedTime time, TextWriter output, string restartCause) : IDeviceHealth, IIndicator, IEventLog
{
    // An ESP32 without PSRAM has about this much left with Wi-Fi and MQTT running; here there is nothing to measure.
    private const long TypicalFreeHeap = 84 * 1024;

    public long FreeHeap => TypicalFreeHeap;

    public long LowHeap => TypicalFreeHeap;

    public string RestartCause => restartCause;

    public void Identify() => Write("the light blinks");

    public void Write(string text) =>
        output.WriteLine($"{DateTimeOffset.FromUnixTimeMilliseconds(time.UnixMs):yyyy-MM-dd HH:mm:ss} {name}: {text}");
}
