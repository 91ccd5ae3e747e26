namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>How far an enrolment has come. Times are Unix milliseconds UTC, <c>null</c> until it happens. Never its
/// code.</summary>
internal sealed class EnrolmentView
{
    public required string Id { get; init; }

    /// <summary>What the device is to be called.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// <c>waiting</c> until the code is shown; <c>refused</c> where the device that showed it is another one and works, and the
    /// code is still good; <c>expired</c>; <c>admitted</c>, <c>connected</c>, and <c>measuring</c> once the first reading is
    /// on disk.
    /// </summary>
    public required string State { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>Until when the code is good.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>When a device first showed the code.</summary>
    public required long? AskedAt { get; init; }

    public required long? RefusedAt { get; init; }

    /// <summary>The device that was refused, as it is known.</summary>
    public required string? KnownAs { get; init; }

    public required long? AdmittedAt { get; init; }

    /// <summary>The device that was let in.</summary>
    public required string? DeviceId { get; init; }

    public required string? DeviceName { get; init; }

    public required long? ConnectedAt { get; init; }

    public required long? FirstReadingAt { get; init; }

    /// <summary>When, since this code was made, any code was shown that is not good: a mistyped one, perhaps.</summary>
    public required long? WrongCodeAt { get; init; }
}

/// <summary>Puts together what is known of an enrolment.</summary>
internal sealed class EnrolmentViews(EnrolmentProgress progress, DeviceRegistry devices, TimeProvider time)
{
    private static readonly string[] States = ["waiting", "refused", "expired", "admitted", "connected", "measuring"];

    public EnrolmentView? Find(string id)
    {
        if (progress.Find(id) is not { } record) return null;
        var device = DeviceOf(record.Device);
        return new EnrolmentView
        {
            Id = record.Id,
            Name = record.Name,
            State = States[(int)record.StateAt(time.GetUtcNow().ToUnixTimeMilliseconds())],
            CreatedAt = record.CreatedAt,
            ExpiresAt = record.ExpiresAt,
            AskedAt = record.AskedAt,
            RefusedAt = record.RefusedAt,
            KnownAs = DeviceOf(record.KnownAs)?.Id,
            AdmittedAt = record.AdmittedAt,
            DeviceId = device?.Id,
            DeviceName = device?.Name,
            ConnectedAt = record.ConnectedAt,
            FirstReadingAt = record.FirstReadingAt,
            WrongCodeAt = progress.WrongCodeAt is var wrong && wrong > record.CreatedAt ? wrong : null,
        };
    }

    private Device? DeviceOf(int? number) => number is { } known ? devices.Find(known) : null;
}
