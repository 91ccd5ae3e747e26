namespace PlantOps.Contracts.Topics;

/// <summary>What a topic below <c>devices/{deviceId}/</c> carries.</summary>
public enum TopicKind
{
    /// <summary>Not a topic of this contract.</summary>
    Unknown = 0,

    /// <summary><c>telemetry</c>, device to gateway: readings, flat or as a batch.</summary>
    Telemetry = 1,

    /// <summary><c>heartbeat</c>, device to gateway: signs of life and the device's own health.</summary>
    Heartbeat = 2,

    /// <summary><c>status</c>, device to gateway, retained, with a last will: online or offline.</summary>
    Status = 3,

    /// <summary><c>reported</c>, device to gateway: the settings it runs with.</summary>
    Reported = 4,

    /// <summary><c>commands/ack</c>, device to gateway: what became of a command.</summary>
    CommandAck = 5,

    /// <summary><c>desired</c>, gateway to device, retained: the settings it should run with.</summary>
    Desired = 6,

    /// <summary><c>commands</c>, gateway to device: one thing to do now.</summary>
    Commands = 7,

    /// <summary><c>stored</c>, gateway to device: which of its readings are on disk, where a PUBACK does not say so.</summary>
    Stored = 8,
}
