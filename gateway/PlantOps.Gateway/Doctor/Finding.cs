using System.Globalization;
using System.Text.Json;

namespace PlantOps.Gateway.Doctor;

/// <summary>What can be wrong with a gateway and the machine it runs on. On the wire each is its name in snake_case.</summary>
internal enum FaultKind
{
    GatewayDown,
    SettingsWrong,
    PartFailing,
    PortTaken,
    PortDenied,
    PortUnreachable,
    LoopbackOnly,
    ClockUnsynchronised,
    ClockWrong,
    ClockJumped,
    ZoneUnset,
    ZoneUnknown,
    DiskFull,
    InodesUsedUp,
    DiskReadOnly,
    DataInMemory,
    DataInContainer,
    DataOnNetwork,
    DataReadable,
    SyncNotHonest,
    SyncSlow,
    ServerCertificate,
    AuthorityEnding,
    OwnCertificate,
    NamesMissing,
    NameNotCovered,
    NameElsewhere,
    DuplicateGateway,
    DevicesSilent,
    DatabaseUnreachable,
    DatabaseRights,
    DatabaseOld,
    DatabaseStandby,
    PowerLow,
    BackupsOff,
    BackupFailed,
    BackupOld,
    BackupOnSameDisk,
}

/// <summary>A fault that was found, with what a sentence about it names.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Values">Names, places and figures, in the order of the sentences in Words.</param>
internal sealed record Finding(FaultKind Kind, params IReadOnlyList<FindingValue> Values)
{
    public string Name => JsonNamingPolicy.SnakeCaseLower.ConvertName(Kind.ToString());

    /// <summary>Whether it may well be meant so: it is said, and is no fault.</summary>
    public bool IsAdvice => Kind is FaultKind.ZoneUnset or FaultKind.LoopbackOnly or FaultKind.BackupsOff
        or FaultKind.BackupOnSameDisk;

    public bool Equals(Finding? other) => other is not null && Kind == other.Kind && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Kind, Values.Count);
}

/// <summary>What a sentence names. A text is private unless it is said to be open: it may be a name or an address.</summary>
/// <param name="Text">As it is shown.</param>
/// <param name="IsPrivate">Whether it stays on this machine: no report for others has it.</param>
internal readonly record struct FindingValue(string Text, bool IsPrivate)
{
    public static implicit operator FindingValue(string text) => new(text, true);

    public static implicit operator FindingValue(long number) => new(number.ToString(CultureInfo.InvariantCulture), false);

    /// <summary>What any gateway might say: a port, a key of a setting, a part's name.</summary>
    public static FindingValue Open(string text) => new(text, false);
}
