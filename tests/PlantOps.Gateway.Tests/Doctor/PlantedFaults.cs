using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Doctor;
using PlantOps.Gateway.Doctor.Checks;
using PlantOps.Gateway.Doctor.Machine;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Storage;

namespace PlantOps.Gateway.Tests.Doctor;

/// <summary>Facts in which nothing is wrong, and for each fault the same facts with it.</summary>
internal static class PlantedFaults
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly FileSystem Disk = new(5_000_000_000, 100_000, IsReadOnly: false, "ext4");
    private static readonly DiskFacts Disks = new(
        "/var/lib/plantops", Disk, HoldsReadings: true, IsInContainer: false, IsOpenToOthers: false);
    private static readonly ClockFacts Clock = new(Now, Now.AddYears(-1), IsSynchronised: true, Jump: null);
    private static readonly Validity Good = new(Now.AddDays(-30), Now.AddDays(300));
    private static readonly CertificateFacts Certificates = new(Now, Good, Good, Now.AddDays(200), null, null, null);
    private static readonly NameFacts Names = new(false, [], null, new HashSet<string> { "raspberrypi.local" }, []);
    private static readonly ZoneFacts Zone = new(null, "Europe/Berlin", IsLocalUtc: false, AreZonesKnown: true);
    private static readonly StoreServerFacts Server = new(null, 17, IsStandby: false, "public", MayCreate: true);
    private static readonly PortFact Port = new("Mqtt:TlsPort", 8883, PortState.Fine);

    private static readonly BackupFacts Backups = new(
        Now, IsOn: true, "/mnt/backups", IsOnSameDisk: false,
        new BackupRecord { Since = Now.AddHours(-5).ToUnixTimeMilliseconds() });

    /// <summary>Judged where nothing is wrong.</summary>
    public static IEnumerable<Finding> Nothing =>
    [
        .. DiskCheck.Judge(Disks), .. ClockCheck.Judge(Clock), .. CertificatesCheck.Judge(Certificates),
            .. NamesCheck.Judge(Names),
        .. TimeZoneCheck.Judge(Zone), .. DatabaseCheck.Judge(Server), .. Ports(Port), .. Sync(3_000),
            .. PowerCheck.Judge(new PowerFacts(null)),
        .. BackupsCheck.Judge(Backups),
        .. PartsCheck.Judge(Report(null)), .. DevicesCheck.Judge([new DeviceFact("Fern", DeviceState.Online)]),
    ];

    /// <summary>What a check says of each fault.</summary>
    public static IReadOnlyDictionary<FaultKind, Func<IEnumerable<Finding>>> All { get; } =
        new Dictionary<FaultKind, Func<IEnumerable<Finding>>>
    {
        [FaultKind.GatewayDown] = () =>
            StoppedCheck.Judge(new StoppedFacts("No gateway is running on /data.\nStart it", "plantops serve", [])),
        [FaultKind.SettingsWrong] = () =>
            StoppedCheck.Judge(new StoppedFacts("None", "plantops serve", ["Http:Port must be a port"])).Skip(1),
        [FaultKind.PartFailing] = () => PartsCheck.Judge(Report("No space left on device")),
        [FaultKind.PortTaken] = () => Ports(Port with { State = PortState.Taken, Owner = "mosquitto" }),
        [FaultKind.PortDenied] = () => Ports(Port with { Port = 443, State = PortState.Denied }),
        [FaultKind.PortUnreachable] = () => Ports(Port with { State = PortState.Unreachable, Address = "192.168.1.20" }),
        [FaultKind.LoopbackOnly] = () => PortsCheck.Judge(new PortFacts([Port], IsLoopbackOnly: true)),
        [FaultKind.ClockUnsynchronised] = () => ClockCheck.Judge(Clock with { IsSynchronised = false }),
        [FaultKind.ClockWrong] = () => ClockCheck.Judge(Clock with { Now = DateTimeOffset.UnixEpoch, IsSynchronised = false }),
        [FaultKind.ClockJumped] = () =>
            ClockCheck.Judge(Clock with { Jump = new ClockJump(Now.AddHours(-1), TimeSpan.FromHours(-2)) }),
        [FaultKind.ZoneUnset] = () => TimeZoneCheck.Judge(Zone with { Local = "UTC", IsLocalUtc = true }),
        [FaultKind.ZoneUnknown] = () => TimeZoneCheck.Judge(Zone with { AreZonesKnown = false }),
        [FaultKind.DiskFull] = () => DiskCheck.Judge(Disks with { Disk = Disk with { FreeBytes = 12_000_000 } }),
        [FaultKind.InodesUsedUp] = () => DiskCheck.Judge(Disks with { Disk = Disk with { FreeInodes = 3 } }),
        [FaultKind.DiskReadOnly] = () => DiskCheck.Judge(Disks with { Disk = Disk with { IsReadOnly = true, FreeBytes = 0 } }),
        [FaultKind.DataInMemory] = () => DiskCheck.Judge(Disks with { Disk = Disk with { Kind = "tmpfs" } }),
        [FaultKind.DataInContainer] = () =>
            DiskCheck.Judge(Disks with { IsInContainer = true, Disk = Disk with { Kind = "overlay" } }),
        [FaultKind.DataOnNetwork] = () => DiskCheck.Judge(Disks with { Disk = Disk with { Kind = "nfs4" } }),
        [FaultKind.DataReadable] = () => DiskCheck.Judge(Disks with { IsOpenToOthers = true }),
        [FaultKind.SyncNotHonest] = () => Sync(4),
        [FaultKind.SyncSlow] = () => Sync(900_000),
        [FaultKind.ServerCertificate] = () =>
            CertificatesCheck.Judge(Certificates with { Server = Good with { Until = Now.AddDays(-1) } }),
        [FaultKind.AuthorityEnding] = () =>
            CertificatesCheck.Judge(Certificates with { RenewsAt = Now, WhyNotFollowed = "Three vouch already." }),
        [FaultKind.OwnCertificate] = () =>
            CertificatesCheck.Judge(Certificates with { Own = Good with { Until = Now.AddDays(2) } }),
        [FaultKind.NamesMissing] = () => NamesCheck.Judge(Names with { IsInContainer = true }),
        [FaultKind.NameNotCovered] = () => NamesCheck.Judge(Names with { PublicHost = "plants.example.org" }),
        [FaultKind.NameElsewhere] = () => Leads(PeerKind.Stranger),
        [FaultKind.DuplicateGateway] = () => Leads(PeerKind.SameAuthority),
        [FaultKind.DevicesSilent] = () => DevicesCheck.Judge(
            [new DeviceFact("Fern", DeviceState.Offline), new DeviceFact("Aloe", DeviceState.Asleep),
                new DeviceFact("Ivy", DeviceState.Unknown)]),
        [FaultKind.DatabaseUnreachable] = () => DatabaseCheck.Judge(Server with { Problem = "It cannot be reached." }),
        [FaultKind.DatabaseRights] = () => DatabaseCheck.Judge(Server with { MayCreate = false }),
        [FaultKind.DatabaseOld] = () => DatabaseCheck.Judge(Server with { Major = 13 }),
        [FaultKind.DatabaseStandby] = () => DatabaseCheck.Judge(Server with { IsStandby = true }),
        [FaultKind.BackupsOff] = () => BackupsCheck.Judge(Backups with { IsOn = false }),
        [FaultKind.BackupFailed] = () => BackupsCheck.Judge(
            Backups with { Record = Backups.Record with { Reason = "No space left on device", Failures = 1 } }),
        [FaultKind.BackupOld] = () => BackupsCheck.Judge(Backups with { Now = Now.AddDays(2) }),
        [FaultKind.BackupOnSameDisk] = () => BackupsCheck.Judge(Backups with { IsOnSameDisk = true }),
        [FaultKind.PowerLow] = () => PowerCheck.Judge(new PowerFacts(true)),
    };

    private static IEnumerable<Finding> Ports(PortFact port) => PortsCheck.Judge(new PortFacts([port], IsLoopbackOnly: false));

    private static IEnumerable<Finding> Sync(long microseconds) =>
        SyncCheck.Judge(new SyncFacts(TimeSpan.FromMicroseconds(microseconds), Disk));

    private static IEnumerable<Finding> Leads(PeerKind peer) =>
        NamesCheck.Judge(Names with { Lookups = [new NameLookup("raspberrypi.local", "192.168.1.21", peer)] });

    private static HealthReport Report(string? reason) => new()
    {
        Status = "", Version = "",
        Components = new Dictionary<string, ComponentHealth> { ["store"] = new() { Status = "", Reason = reason } },
    };
}
