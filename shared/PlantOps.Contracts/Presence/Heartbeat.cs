using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Presence;

/// <summary>
/// A device's sign of life and its own health, on <c>devices/{id}/heartbeat</c>. Other people's devices send only
/// <c>timestamp</c>, <c>uptime</c> and <c>rssi</c>.
/// </summary>
public sealed class Heartbeat
{
    /// <summary><c>timestamp</c>: Unix ms; 0 while the device has no clock.</summary>
    public long TimestampMs { get; set; }

    /// <summary><c>uptime</c>: seconds since its start.</summary>
    public long UptimeS { get; set; }

    /// <summary><c>rssi</c>: strength of the Wi-Fi signal, dBm (about −30 near, −90 barely).</summary>
    public int Rssi { get; set; }

    /// <summary><c>boot</c>: number of its start, as in telemetry.</summary>
    public long Boot { get; set; }

    /// <summary><c>free_heap</c>: bytes free now.</summary>
    public long FreeHeap { get; set; }

    /// <summary><c>low_heap</c>: fewest bytes free since its start.</summary>
    public long LowHeap { get; set; }

    /// <summary><c>buffered</c>: readings waiting for their acknowledgement.</summary>
    public int Buffered { get; set; }

    /// <summary>
    /// <c>lost</c>: readings given up since it was enrolled, because the buffer was full or a record was damaged.
    /// </summary>
    public long Lost { get; set; }

    /// <summary>
    /// <c>restart_cause</c>: why it started last. <c>power</c> (also the reset button, and where nothing is known),
    /// <c>sleep</c> (woke by itself), <c>command</c>, <c>settings</c> (new pins or sensors), <c>watchdog</c> (it hung),
    /// <c>crash</c>, <c>brownout</c>, <c>factory_reset</c>; more may come.
    /// </summary>
    public string? RestartCause { get; set; }

    /// <summary><c>firmware_version</c>.</summary>
    public string? FirmwareVersion { get; set; }

    /// <summary>Writes the message.</summary>
    public void Write(JsonWriter json)
    {
        json.BeginObject();
        json.Write("timestamp", TimestampMs);
        json.Write("uptime", UptimeS);
        json.Write("rssi", Rssi);
        json.Write("boot", Boot);
        json.Write("free_heap", FreeHeap);
        json.Write("low_heap", LowHeap);
        json.Write("buffered", Buffered);
        json.Write("lost", Lost);
        json.Write("restart_cause", RestartCause);
        json.Write("firmware_version", FirmwareVersion);
        json.EndObject();
    }
}
