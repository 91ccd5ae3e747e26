using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;

namespace PlantOps.Device.StandIns.Board;

/// <summary>
/// What the stand-ins act upon. Many of the real libraries are static because there is one board; here each flow of
/// execution has its own, so that tests and devices in one process do not meet.
/// </summary>
internal sealed class SimulatedBoard
{
    private static readonly AsyncLocal<SimulatedBoard?> Flow = new();

    /// <summary>The board of this flow of execution.</summary>
    public static SimulatedBoard Current
    {
        get => Flow.Value ??= new SimulatedBoard();
        set => Flow.Value = value;
    }

    /// <summary>The device's own clock, which the drivers go by.</summary>
    public Func<DateTime> UtcNow { get; set; } = () => DateTime.UtcNow;

    /// <summary>What the clock was set to last; <see langword="null"/> where it was not.</summary>
    public DateTime? SystemTime { get; set; }

    /// <summary>Levels by GPIO; a pin that is not here is low.</summary>
    public Dictionary<int, bool> Levels { get; } = [];

    /// <summary>Every level that was written, in order.</summary>
    public List<(int Pin, bool High)> Written { get; } = [];

    /// <summary>Hears of every level that is written.</summary>
    public Action<int, bool>? OnWrite { get; set; }

    /// <summary>Analogue values by ADC channel.</summary>
    public Dictionary<int, int> Analog { get; } = [];

    /// <summary>What answers on the I²C bus, by address.</summary>
    public Dictionary<int, SimulatedI2cChip> I2c { get; } = [];

    /// <summary>The five bytes that a DHT sends; <see langword="null"/> while it is silent.</summary>
    public byte[]? DhtFrame { get; set; }

    /// <summary>How often a DHT was asked.</summary>
    public int DhtReads { get; set; }

    /// <summary>The nine bytes of the DS18B20 on the 1-Wire line; <see langword="null"/> where there is none.</summary>
    public byte[]? Ds18b20 { get; set; }

    /// <summary>How often it was told to measure.</summary>
    public int Ds18b20Conversions { get; set; }

    /// <summary>Whether somebody holds the 1-Wire line.</summary>
    public bool OneWireIsOpen { get; set; }

    /// <summary>Functions given to pins.</summary>
    public Dictionary<DeviceFunction, int> Functions { get; } = [];

    public SimulatedWifi Wifi { get; } = new();

    /// <summary>What the SNTP client does when it is told to ask.</summary>
    public Action SntpUpdate { get; set; } = () => { };

    public Sleep.WakeupCause WakeupCause { get; set; }

    public TimeSpan? WakeupTimer { get; set; }

    public bool IsAsleep { get; set; }

    /// <summary>How it was told to restart; <see langword="null"/> where it was not.</summary>
    public RebootOption? Reboot { get; set; }

    /// <summary>Bytes of the managed heap that are free.</summary>
    public uint FreeHeap { get; set; } = 30 * 1024;

    /// <summary>Bytes of memory outside the chip.</summary>
    public uint Psram { get; set; }

    public string TargetName { get; set; } = "ESP32_REV3";
}
