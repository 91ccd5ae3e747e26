using PlantOps.Contracts.Telemetry;

namespace PlantOps.Device.Core.Sampling;

/// <summary>Makes metrics of what one sensor gives, and says of each how far it can be trusted.</summary>
internal interface IMeter
{
    /// <summary>How long after its supply came the sensor gives what it really measures, milliseconds.</summary>
    int SettleMs { get; }

    /// <summary>Remembers a reading of before this start.</summary>
    void Remember(TelemetryReading reading, long uptimeMs);

    /// <summary>Measures once and sets the sensor's metrics.</summary>
    void Run(TelemetryReading into, long uptimeMs);
}
