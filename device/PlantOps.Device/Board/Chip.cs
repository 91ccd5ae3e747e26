using PlantOps.Contracts.Settings;

namespace PlantOps.Device.Board;

/// <summary>
/// What differs between the chips: which pins there are, which of them can do what, and where things are by default.
/// </summary>
internal abstract class Chip
{
    /// <summary>What the gateway is told the device is.</summary>
    public abstract string Model { get; }

    /// <summary>The chip that a CLR of this name was built for, such as <c>ESP32_REV3</c> or <c>ESP32_S3_QUAD</c>.</summary>
    public static Chip Of(string targetName) => targetName.StartsWith("ESP32_S3") ? new Esp32S3() : new Esp32();

    /// <summary>The default GPIO of a pin.</summary>
    public abstract int Default(BoardPin pin);

    /// <summary>Whether there is such a GPIO that is not needed for the flash, the serial port or USB.</summary>
    public abstract bool IsUsable(int gpio);

    /// <summary>Whether it can drive something.</summary>
    public abstract bool CanDrive(int gpio);

    /// <summary>The channel of a GPIO at the first analogue converter, as the library counts; −1 where it has none. The second
    /// converter cannot be used beside Wi-Fi.</summary>
    public abstract int AdcChannel(int gpio);
}
