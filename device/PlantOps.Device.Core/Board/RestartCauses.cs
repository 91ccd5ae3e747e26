namespace PlantOps.Device.Core.Board;

/// <summary>Why a device started, as its heartbeat says it.</summary>
internal static class RestartCauses
{
    /// <summary>Power came, or the reset button was pressed; also where nothing else is known.</summary>
    public const string Power = "power";

    /// <summary>It woke from the deep sleep that it had chosen.</summary>
    public const string Sleep = "sleep";

    /// <summary>The gateway told it to.</summary>
    public const string Command = "command";

    /// <summary>New pins or sensors, or a set-up by the portal, took effect.</summary>
    public const string Settings = "settings";

    /// <summary>One of its loops hung.</summary>
    public const string Watchdog = "watchdog";

    /// <summary>An error that nobody expected.</summary>
    public const string Crash = "crash";

    /// <summary>The supply was too weak.</summary>
    public const string Brownout = "brownout";

    /// <summary>It was told to forget everything.</summary>
    public const string FactoryReset = "factory_reset";
}
