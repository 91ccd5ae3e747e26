namespace PlantOps.Contracts.Commands;

/// <summary>What a device can be told to do now.</summary>
public static class CommandNames
{
    /// <summary>Take a reading at once.</summary>
    public const string ReadNow = "read_now";

    /// <summary>Start again. Answered before.</summary>
    public const string Restart = "restart";

    /// <summary>Blink, so that its owner finds it.</summary>
    public const string Identify = "identify";

    /// <summary>
    /// The soil probe is held in dry air: measure that point of its calibration and keep it. Answered with
    /// <c>soil_raw</c>; refused where the values spread too far or the point makes no scale with the other one.
    /// </summary>
    public const string CalibrateAir = "calibrate_air";

    /// <summary>The soil probe stands in water up to its line: as <see cref="CalibrateAir"/>.</summary>
    public const string CalibrateWater = "calibrate_water";

    /// <summary>
    /// Forget the Wi-Fi and open the set-up portal; identity, settings and buffered readings stay. Answered before.
    /// </summary>
    public const string ForgetWifi = "forget_wifi";

    /// <summary>Forget everything, buffered readings too, and open the set-up portal. Answered before.</summary>
    public const string FactoryReset = "factory_reset";
}
