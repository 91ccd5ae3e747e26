namespace PlantOps.Contracts;

/// <summary>Values of the member <c>code</c> in a problem details answer, and reasons of a message set aside.</summary>
public static class ErrorCodes
{
    /// <summary>A field is missing or out of bounds; <c>errors</c> names each.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>The enrolment code is wrong, used or expired. Which one is not told.</summary>
    public const string CodeNotAccepted = "code_not_accepted";

    /// <summary>
    /// The hardware is a device that was connected lately, and the code is for a new one. The code is still good.
    /// </summary>
    public const string DeviceKnown = "device_known";

    /// <summary>Too many failed attempts; <c>Retry-After</c> says when to try again.</summary>
    public const string TooManyAttempts = "too_many_attempts";

    /// <summary>There is no such thing.</summary>
    public const string NotFound = "not_found";

    /// <summary>It has changed since the caller read it.</summary>
    public const string Changed = "changed";

    /// <summary>The device is retired, and that is for good.</summary>
    public const string DeviceRetired = "device_retired";

    /// <summary>It came with the gateway and nobody has changed it: there is nothing to take away.</summary>
    public const string BuiltIn = "built_in";

    /// <summary>Others need it: the detail names them.</summary>
    public const string InUse = "in_use";

    /// <summary>The device is not connected, and a command is for now.</summary>
    public const string DeviceNotConnected = "device_not_connected";

    /// <summary>The device did not say in time what became of a command.</summary>
    public const string DeviceDidNotAnswer = "device_did_not_answer";

    /// <summary>A payload that is not JSON of a known form.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>A payload above <see cref="Limits.MaxTelemetryBytes"/>.</summary>
    public const string TooLarge = "too_large";

    /// <summary>Readings that the store refuses for good; only ever the reason of a message set aside.</summary>
    public const string Refused = "refused";

    /// <summary>A message on a topic below the device's own that this version does not know.</summary>
    public const string UnknownTopic = "unknown_topic";
}
