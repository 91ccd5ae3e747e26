namespace PlantOps.Gateway.Telemetry;

/// <summary>Where a reading's time came from. The number is stored: a value is only ever added.</summary>
internal enum TimeOrigin : byte
{
    /// <summary>The device's clock.</summary>
    Device = 0,

    /// <summary>The device said how long ago; the gateway subtracted.</summary>
    Age = 1,

    /// <summary>The message carried no time; this is when it arrived.</summary>
    Arrival = 2,

    /// <summary>The device's clock was wrong (before 2020 or in the future); this is worked out from the arrival.</summary>
    Corrected = 3,
}
