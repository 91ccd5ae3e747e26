using nanoFramework.Runtime.Native;
using PlantOps.Contracts.Enrolment;
using PlantOps.Contracts.Settings;
using PlantOps.Device.Board;
using PlantOps.Device.Core;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Portal;
using PlantOps.Device.Core.Portal.Http;
using PlantOps.Device.Core.Portal.Opening;
using PlantOps.Device.Core.Storage;
using PlantOps.Device.Core.Time;
using PlantOps.Device.Core.Watching;
using PlantOps.Device.Network;
using PlantOps.Device.Portal;

namespace PlantOps.Device.Starting;

/// <summary>The firmware from its start to its end, which is always a restart or a deep sleep.</summary>
internal sealed class Firmware
{
    private readonly IClock _clock;
    private readonly IFileStore _files;
    private readonly IEventLog _log;
    private readonly CrashBackoff _crashes;
    private readonly IListener _phones;

    /// <param name="clock">The board's clock.</param>
    /// <param name="files">The flash.</param>
    /// <param name="log">Where it says what happens.</param>
    /// <param name="crashes">Is told that it runs well.</param>
    /// <param name="phones">Where phones reach the portal's page.</param>
    public Firmware(IClock clock, IFileStore files, IEventLog log, CrashBackoff crashes, IListener phones)
    {
        _clock = clock;
        _files = files;
        _log = log;
        _crashes = crashes;
        _phones = phones;
    }

    /// <summary>
    /// Sets up where it must, then measures and publishes. Returns where it cannot go on; throws as its loops do.
    /// </summary>
    public void Run()
    {
        DeviceCapabilities memory = BoardMemory.Read();
        string target = SystemInfo.TargetName;
        string version = Version();
        _log.Write(string.Concat("PlantOps ", version, " on ", target));
        Chip chip = Chip.Of(target);
        Wiring wiring = WiringOn(chip);
        EdgeBuilder builder = new EdgeBuilder(chip, wiring, _clock);
        DeviceEdges edges = builder.Build(_files, new Esp32Board(chip), _log);
        DeviceProfile profile = new DeviceProfile(HardwareId.Read(), chip.Model, version, wiring.Sensors())
        {
            Capabilities = memory,
        };
        PlantDevice device = new PlantDevice(edges, profile);
        _log.Write(string.Concat("started because of: ", device.RestartCause));
        PowerCycles cycles = new PowerCycles(_files, _clock);
        if (SetUp(device, edges, builder, cycles))
        {
            Measure(device, edges, new PortalButton(builder.Button(), cycles, _clock));
        }
    }

    private void Measure(PlantDevice device, DeviceEdges edges, PortalButton portal)
    {
        RunDeadlines deadlines = new RunDeadlines();
        DeviceRun? run = device.Start(deadlines);
        if (run == null)
        {
            _log.Write("the flash does not take the number of this start");
            return;
        }

        if (new RunSupervisor(run, _clock, _crashes, portal, _log).Run(deadlines.FarewellMs))
        {
            _log.Write("its button was held; restarting for the portal");
            new RestartNote(_files).WriteUnlessThere(RestartCauses.Command);
            edges.Board.Board.Restart();
        }
    }

    private bool SetUp(PlantDevice device, DeviceEdges edges, EdgeBuilder builder, PowerCycles cycles)
    {
        SoftAccessPoint accessPoint = new SoftAccessPoint();
        PortalEdges portal = new PortalEdges(accessPoint, new PortalStation(builder.Wifi, edges.Network.Wifi, _clock), _phones);
        return new PhoneSetup(device, edges, portal, accessPoint, cycles).Run();
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
        return string.Concat(
            version.Major.ToString(), ".", version.Minor.ToString(), string.Concat(".", version.Build.ToString()));
    }
}
