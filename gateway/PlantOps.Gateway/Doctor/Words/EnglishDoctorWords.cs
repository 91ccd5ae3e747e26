namespace PlantOps.Gateway.Doctor.Words;

/// <summary>English.</summary>
internal sealed class EnglishDoctorWords : DoctorWords
{
    public override string Language => "en";

    public override string Check(string name) => name switch
    {
        CheckNames.Gateway => "Gateway",
        CheckNames.Ports => "Ports",
        CheckNames.Clock => "Clock",
        CheckNames.TimeZone => "Time zone",
        CheckNames.Disk => "Disk",
        CheckNames.Sync => "Writing to disk",
        CheckNames.Power => "Power supply",
        CheckNames.Certificates => "Certificates",
        CheckNames.Names => "Names",
        CheckNames.Devices => "Devices",
        CheckNames.Database => "Database server",
        CheckNames.Backup => "Backups",
        _ => name,
    };

    protected override (string Problem, string Remedy) Forms(FaultKind kind) => kind switch
    {
        FaultKind.GatewayDown =>
            ("{0}", "Start it: {1}, or `sudo systemctl start plantops`; `journalctl -u plantops` says why it ended."),
        FaultKind.SettingsWrong => ("{0}", "Correct it: `plantops serve --help` lists all settings."),
        FaultKind.PartFailing =>
            ("The part {0} does not work: {1}", "It is tried again by itself. Where it stays so, the log says more."),
        FaultKind.PortTaken =>
            ("Port {0} ({1}) is in use by another program: {2}.",
                "Stop that program, or give the gateway another port: --{1} PORT."),
        FaultKind.PortDenied => ("This user may not use port {0} ({1}).", "Choose a port above 1023: --{1} PORT."),
        FaultKind.PortUnreachable =>
            ("Port {0} ({1}) does not answer at {2}, where devices and phones look for it.",
                "Let it through this machine's firewall, as with `sudo ufw allow {0}/tcp`."),
        FaultKind.LoopbackOnly =>
            ("The gateway listens on loopback: no device and no phone reaches it.",
                "Leave out the setting Listen to listen everywhere."),
        FaultKind.ClockUnsynchronised =>
            ("No time server sets this machine's clock.",
                "`sudo timedatectl set-ntp true`; where that is refused, `sudo apt install systemd-timesyncd`."),
        FaultKind.ClockWrong =>
            ("The clock shows {0}, and it is later than {1}: nobody takes the gateway's certificates, and readings get wrong " +
                "times.",
                "Set it: `sudo timedatectl set-ntp true`. A Raspberry Pi without a network keeps no time; a clock module does."),
        FaultKind.ClockJumped =>
            ("The clock jumped by {0} s, seen at {1}: readings around then may have wrong times.",
                "Look whether several programs set it (`timedatectl timesync-status`), and whether the machine sleeps."),
        FaultKind.ZoneUnset =>
            ("This machine's time zone is UTC and {0} is not set: where it should be another, days begin at the wrong hour.",
                "Set {1}=Europe/Berlin, or whatever yours is, or the machine's own with `sudo timedatectl set-timezone`."),
        FaultKind.ZoneUnknown =>
            ("This machine knows no time zones.", "`sudo apt install tzdata`, or mount /usr/share/zoneinfo into the container."),
        FaultKind.DiskFull =>
            ("The disk of {0} has {1} MB left.",
                "Make room; `plantops store stats` says what history takes, and `plantops store retention` lets it go earlier."),
        FaultKind.InodesUsedUp =>
            ("The disk of {0} has room for {1} more files.",
                "Delete small files that nobody needs: `sudo du --inodes -xd1 / | sort -n` finds them."),
        FaultKind.DiskReadOnly =>
            ("The disk of {0} is read-only: nothing is stored, and devices keep their readings.",
                "`dmesg` says why; after errors Linux mounts an SD card so. Copy it while it can be read, and replace it."),
        FaultKind.DataInMemory =>
            ("{0} is in memory: everything is gone when the machine restarts.", "Set DataDirectory to a directory on a disk."),
        FaultKind.DataInContainer =>
            ("{0} is in the container itself: everything is gone when that is made anew.",
                "Mount a volume there, as docker-compose.yml does."),
        FaultKind.DataOnNetwork =>
            ("{0} is on a network file system ({1}), which may lose what was said to be written and locks for one gateway " +
                "only by chance.",
                "Put it on a disk of this machine, and copy from there; or use PostgreSQL."),
        FaultKind.DataReadable =>
            ("Every user of this machine may read the keys in {0}.",
                "`chmod -R o-rwx {0}`, and keep others out of the directory."),
        FaultKind.SyncNotHonest =>
            ("The disk says after {0} µs that something is written, which no disk can: a power cut loses readings that were " +
                "acknowledged.",
                "Turn the write cache off (`hdparm -W0`), or give the virtual machine a disk with cache=none or writethrough."),
        FaultKind.SyncSlow =>
            ("The disk takes {0} ms to write a page.",
                "An SD card that is worn out does so before it fails: make a copy now, and replace it. A busy disk does so too."),
        FaultKind.ServerCertificate =>
            ("The gateway's certificate is good from {0} to {1}: it should have been renewed, or the clock is wrong.",
                "Look whether certs in the data directory can be written; it is tried again every minute."),
        FaultKind.AuthorityEnding =>
            ("The CA ends on {0} and no other one follows: {1}",
                "`plantops certificates` says which device waits; let it connect, then `plantops certificates renew-ca`."),
        FaultKind.OwnCertificate =>
            ("The certificate of Https:Certificate is not renewed or cannot be read: {0}",
                "Run what renews it by hand, and look whether its timer runs."),
        FaultKind.NamesMissing =>
            ("The gateway runs in a container and does not know how devices call this machine.",
                "Set {1} to the machine's name and address, like raspberrypi.local,192.168.1.20."),
        FaultKind.NameNotCovered =>
            ("Links in messages lead to {0}, which is in no certificate: browsers will warn.",
                "Add it to {1}, or set Https:Certificate to one that has it."),
        FaultKind.NameElsewhere =>
            ("{0} leads to {1}, where something else answers on the broker's port.",
                "Correct the name in the router, or take it out of Certificates:Names."),
        FaultKind.DuplicateGateway =>
            ("{0} leads to {1}, where another gateway answers with this one's CA: a copy. Devices send to whichever they find.",
                "Stop one of the two; a copy that is to stay needs a data directory of its own."),
        FaultKind.DevicesSilent =>
            ("{0} of {1} devices are not heard of: {2}",
                "Look at their power and Wi-Fi; `plantops device show` says when each was last heard of."),
        FaultKind.DatabaseUnreachable =>
            ("{0}", "Look whether the server runs and lets this machine in; devices keep their readings until then."),
        FaultKind.DatabaseRights =>
            ("The gateway's role may not make tables in the schema '{0}'.",
                "Let it own the database or the schema: docs/storage.md says how."),
        FaultKind.DatabaseOld =>
            ("The server is PostgreSQL {0}; {1} is the earliest that works.", "Upgrade it with pg_upgrade or a dump."),
        FaultKind.DatabaseStandby =>
            ("The server is a standby, which takes no writes.",
                "Name the primary in Store:ConnectionString, or all servers, with commas."),
        FaultKind.BackupsOff =>
            ("No backups are made: Backup:At is never.", "Set Backup:At to a time of day, unless something else backs this up."),
        FaultKind.BackupFailed =>
            ("The last backup failed; the latest that was restored and compared is of {0}. {1}",
                "Remove the cause, then try one: plantops backup now"),
        FaultKind.BackupOld =>
            ("The latest backup that was restored and compared is of {0}.",
                "Try one: plantops backup now. It says what is wrong."),
        FaultKind.BackupOnSameDisk =>
            ("Backups are on the same disk as the data, and are lost with it: {0}",
                "Set Backup:Directory to another disk, or Backup:Command to what takes them elsewhere."),
        FaultKind.PowerLow =>
            ("The power supply is too weak: the voltage has dropped, which ruins SD cards.",
                "Use the supply that belongs to the Raspberry Pi, and a short cable."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
