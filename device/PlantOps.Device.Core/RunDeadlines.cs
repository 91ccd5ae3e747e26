namespace PlantOps.Device.Core;

/// <summary>How long a running device waits for others before it takes matters into its own hands. Milliseconds.</summary>
internal sealed class RunDeadlines
{
    /// <summary>How long an acknowledgement may take before the connection counts as dead.</summary>
    public int AcknowledgementMs { get; set; } = 30 * 1000;

    /// <summary>
    /// How long a loop may go without progress before the device restarts. The longest honest wait is a connection:
    /// Wi-Fi 15 s, time 20 s, MQTT with TLS 30 s, each once.
    /// </summary>
    public int HangMs { get; set; } = 3 * 60 * 1000;

    /// <summary>How long what is under way may take when the device leaves.</summary>
    public int FarewellMs { get; set; } = 5 * 1000;
}
