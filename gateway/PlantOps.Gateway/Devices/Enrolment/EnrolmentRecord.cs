using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>How far an enrolment has come, as it is kept. Times are Unix milliseconds UTC, <c>null</c> until it
/// happens.</summary>
internal sealed record EnrolmentRecord
{
    /// <summary>By which it is named where people can see it; it tells nothing of the code.</summary>
    public required string Id { get; init; }

    /// <summary>That of the open enrolment: a hash of the code's secret. For nobody to see.</summary>
    public required string Key { get; init; }

    /// <summary>What the device is to be called.</summary>
    public required string Name { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>Until when the code is good.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>The number of the device that whoever shows the code becomes; <see langword="null"/> for a new one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Claimed { get; init; }

    /// <summary>When a device first showed the code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AskedAt { get; init; }

    /// <summary>When a device with the code was last refused because it is another one that works.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RefusedAt { get; init; }

    /// <summary>The number of the device that it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? KnownAs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AdmittedAt { get; init; }

    /// <summary>The number of the device that was let in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Device { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ConnectedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FirstReadingAt { get; init; }

    public EnrolmentState StateAt(long now) => this switch
    {
        { FirstReadingAt: not null } => EnrolmentState.Measuring,
        { ConnectedAt: not null } => EnrolmentState.Connected,
        { AdmittedAt: not null } => EnrolmentState.Admitted,
        _ when now >= ExpiresAt => EnrolmentState.Expired,
        { RefusedAt: not null } => EnrolmentState.Refused,
        _ => EnrolmentState.Waiting,
    };
}

/// <summary>How far an enrolment has come.</summary>
internal enum EnrolmentState
{
    /// <summary>Nobody has shown the code yet.</summary>
    Waiting,

    /// <summary>A device has shown it that is another one and works; the code is still good.</summary>
    Refused,

    /// <summary>Nobody showed it in its time.</summary>
    Expired,

    /// <summary>A device was let in.</summary>
    Admitted,

    /// <summary>It has connected.</summary>
    Connected,

    /// <summary>Its first reading is on disk.</summary>
    Measuring,
}
