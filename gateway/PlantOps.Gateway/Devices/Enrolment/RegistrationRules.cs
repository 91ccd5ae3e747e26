using PlantOps.Contracts;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>What a registration must look like.</summary>
internal static class RegistrationRules
{
    public const int MaxSensors = 16;

    /// <summary>Every field that is wrong, by its name on the wire, and why.</summary>
    public static Dictionary<string, string[]> Check(RegistrationRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(request.Code)) errors["code"] = ["The enrolment code is missing."];
        if (CheckHardwareId(request.HardwareId) is { } error) errors["hardware_id"] = [error];
        CheckText("name", request.Name, Limits.MaxNameLength);
        CheckText("model", request.Model, Limits.MaxTokenLength);
        CheckText("firmware_version", request.FirmwareVersion, Limits.MaxTokenLength);
        var sensors = request.Sensors ?? [];
        if (sensors.Length > MaxSensors
            || sensors.Any(sensor => string.IsNullOrWhiteSpace(sensor) || !IsPrintable(sensor, Limits.MaxTokenLength)))
        {
            errors["sensors"] = [$"At most {MaxSensors} names of 1 to {Limits.MaxTokenLength} printable characters each."];
        }

        Capabilities.Check(request.Capabilities, errors);
        return errors;

        void CheckText(string field, string? text, int most)
        {
            if (text is not null && !IsPrintable(text, most)) errors[field] = [$"At most {most} printable characters."];
        }
    }

    /// <summary>The checked request as the registry takes it.</summary>
    public static DeviceDescription Describe(RegistrationRequest request, OpenEnrolment enrolment) => new(
        string.IsNullOrWhiteSpace(request.Name) ? enrolment.Name : request.Name.Trim(),
        request.HardwareId ?? HardwareIds.New(),
        request.Model,
        request.FirmwareVersion,
        request.Sensors ?? [])
    {
        Capabilities = Capabilities.Of(request.Capabilities),
    };

    private static string? CheckHardwareId(string? hardwareId) =>
        hardwareId is null ? null
        : !HardwareIds.IsValid(hardwareId)
            ? $"1 to {Limits.MaxTokenLength} characters that can be seen, which stay the same when the device is erased; "
                + $"without the field the gateway makes one."
        : HardwareIds.IsPlaceholder(hardwareId) ? "It begins with what the gateway itself puts there."
        : null;

    private static bool IsPrintable(string text, int most) => PrintableText.IsLine(text, most);
}

/// <summary>What a device says of itself when it registers, checked.</summary>
internal sealed record DeviceDescription(
    string Name, string HardwareId, string? Model, string? FirmwareVersion, IReadOnlyList<string> Sensors)
{
    public Capabilities? Capabilities { get; init; }
}
