namespace PlantOps.Gateway.Doctor;

/// <summary>
/// Looks at one thing. Each reads its facts, wherever it runs, and judges them in a function of its own that has nothing else:
/// <c>Judge</c>.
/// </summary>
internal interface ICheck
{
    /// <summary>By which it is known on the wire: <see cref="CheckNames"/>.</summary>
    string Name { get; }

    /// <summary>Whether it writes to the disk or asks in the network, and is left out where somebody is in a hurry.</summary>
    bool IsSlow => false;

    /// <returns>What is wrong; <see langword="null"/> where that cannot be seen from here.</returns>
    Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken);
}

/// <summary>The checks by name, in the order in which they are told of.</summary>
internal static class CheckNames
{
    public const string Gateway = "gateway";
    public const string Ports = "ports";
    public const string Clock = "clock";
    public const string TimeZone = "time_zone";
    public const string Disk = "disk";
    public const string Sync = "sync";
    public const string Power = "power";
    public const string Certificates = "certificates";
    public const string Names = "names";
    public const string Devices = "devices";
    public const string Database = "database";
    public const string Backup = "backup";

    public static readonly IReadOnlyList<string> All =
        [Gateway, Ports, Clock, TimeZone, Disk, Sync, Power, Certificates, Names, Devices, Database,
            Backup];
}
