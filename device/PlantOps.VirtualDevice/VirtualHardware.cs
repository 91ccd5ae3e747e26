using System.Security.Cryptography;
using PlantOps.Contracts.Enrolment;
using PlantOps.Device.Core;
using PlantOps.Device.Core.Enrolment;
using PlantOps.VirtualDevice.Plant;
using PlantOps.VirtualDevice.Time;

namespace PlantOps.VirtualDevice;

/// <summary>What stays when the power is cut: the pot, the time, the flash's directory and the hardware's id.</summary>
internal sealed class VirtualHardware
{
    private const string IdFile = "hardware-id";

    private readonly int _seed;

    public VirtualHardware(
        string name, string directory, SimulatedTime time, int seed, double drying = 1, bool allSensors = false)
    {
        Directory.CreateDirectory(directory);
        Name = name;
        FlashDirectory = Path.Combine(directory, "flash");
        Time = time;
        _seed = seed;
        Sensors = new PlantSensors(time, NewRandom(0), drying, allSensors);
        Profile = new DeviceProfile(IdIn(directory), "virtual", FirmwareVersion, Sensors.Names)
        {
            // Of memory it has as much as the machine it runs on; what it understands is the firmware's.
            Capabilities = new DeviceCapabilities { Api = DeviceCapabilities.CurrentApi },
        };
    }

    public string Name { get; }

    public string FlashDirectory { get; }

    public SimulatedTime Time { get; }

    public PlantSensors Sensors { get; }

    public DeviceProfile Profile { get; }

    /// <summary>A source of chance of its own for each use: threads must not take turns by chance.</summary>
    public Random NewRandom(int use) => new((_seed * 10) + use);

    private static string FirmwareVersion => typeof(PlantDevice).Assembly.GetName().Version!.ToString(3);

    // Not from the seed: two devices with the same hardware id would take each other's place at the gateway.
    private static string IdIn(string directory)
    {
        var path = Path.Combine(directory, IdFile);
        if (!File.Exists(path)) File.WriteAllText(path, $"virtual-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}");
        return File.ReadAllText(path).Trim();
    }
}
