namespace PlantOps.Contracts.Telemetry;

/// <summary>How far a value can be trusted. The number is stored in four bits: at most 15.</summary>
public enum Quality
{
    /// <summary>Measured, plausible, moving. Not written on the wire.</summary>
    Ok = 0,

    /// <summary><c>missing</c>: the sensor gave nothing.</summary>
    Missing = 1,

    /// <summary><c>implausible</c>: outside the sensor's physical range.</summary>
    Implausible = 2,

    /// <summary><c>stuck</c>: the same raw value for too long.</summary>
    Stuck = 3,

    /// <summary><c>unsettled</c>: taken before the sensor had warmed up.</summary>
    Unsettled = 4,
}
