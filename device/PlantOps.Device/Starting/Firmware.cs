using nanoFramework.Runtime.Native;
using PlantOps.Contracts.Settings;
using PlantOps.Device.Board;
using PlantOps.Device.Core;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Storage;
using PlantOps.Device.Core.Time;
using PlantOps.Device.Network;

namespace PlantOps.Device.Starting;

/// <summary>The firmware from its start to its end, which is always a restart or a deep sleep.</summary>
internal sealed class Firmware
{
    private readonly IClock _clock;
    private readonly IFileStore _files;
    private readonly IEventLog _log;
    private readonly CrashBackoff _crashes;

    public Firmware(IClock clock, IFileStore files, IEventLog log, CrashBackoff crashes)
    {
        _clock = clock;
        _files = files;
        _log = log;
        _crashes = crashes;
    }

    /// <summary>Sets up where it must, then measures and publishes. Returns where it cannot go on; throws as its loops do.</summary>
    public void Run()
    {
        string target = SystemInfo.TargetName;
        string version = Version();
        _log.Write(string.Concat("PlantOps ", version, " on ", target));
        Chip chip = Chip.Of(target);
        Wiring wiring = WiringOn(chip);
        EdgeBuilder builder = new EdgeBuilder(chip, wiring, _clock);
        DeviceEdges edges = builder.Build(_files, new Esp32Board(chip), _log);
        DeviceProfile profile = new DeviceProfile(HardwareId.Read(), chip.Model, version, wiring.Sensors());
        PlantDevice device = new PlantDevice(edges, profile);
        _log.Write(string.Concat("started because of: ", device.RestartCause));
        if (!device.IsEnrolled && !SetUp(device))
        {
            return;
        }

        RunDeadlines deadlines = new RunDeadlines();
        DeviceRun? run = device.Start(deadlines);
        if (run == null)
        {
            _log.Write("the flash does not take the number of this start");
            return;
        }

        new RunSupervisor(run, _clock, _crashes).Run(deadlines.FarewellMs);
    }

    // The one place where set-up begins; whether the device has an identity afterwards.
    private bool SetUp(PlantDevice device)
    {
        _log.Write("not enrolled");
        return device.IsEnrolled;
    }

    // Settings that the board refuses never get stored; what is stored for another board must not keep this one from starting.
    private Wiring WiringOn(Chip chip)
    {
        DeviceConfiguration? configuration = new ConfigurationStore(_files).Load();
        Wiring wiring = new Wiring(chip, configuration == null ? new BoardSettings() : configuration.Board);
        string? whyNot = wiring.WhyNot();
        if (whyNot == null)
        {
            return wiring;
        }

        _log.Write(string.Concat("the stored wiring is not used: ", whyNot));
        return new Wiring(chip, new BoardSettings());
    }

    private static string Version()
    {
        System.Version version = typeof(Firmware).Assembly.GetName().Version!;
        return string.Concat(version.Major.ToString(), ".", version.Minor.ToString(), string.Concat(".", version.Build.ToString()));
    }
}
