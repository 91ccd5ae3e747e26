using PlantOps.Contracts;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Operations.Requests;

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
        if (string.IsNullOrWhiteSpace(request.HardwareId)) errors["hardware_id"] = ["What stays the same when the device is erased is missing."];
        else if (HardwareIds.IsPlaceholder(request.HardwareId)) errors["hardware_id"] = ["It begins with what the gateway itself puts there."];
        else if (request.HardwareId.Length > Limits.MaxTokenLength || request.HardwareId.Any(char.IsControl))
            errors["hardware_id"] = [$"At most {Limits.MaxTokenLength} printable characters."];
        CheckText("name", request.Name, Limits.MaxNameLength);
        CheckText("model", request.Model, Limits.MaxTokenLength);
        CheckText("firmware_version", request.FirmwareVersion, Limits.MaxTokenLength);
        var sensors = request.Sensors ?? [];
        if (sensors.Length > MaxSensors || sensors.Any(sensor => string.IsNullOrWhiteSpace(sensor) || !IsPrintable(sensor, Limits.MaxTokenLength)))
        {
            errors["sensors"] = [$"At most {MaxSensors} names of 1 to {Limits.MaxTokenLength} printable characters each."];
        }

        return errors;

        void CheckText(string field, string? text, int most)
        {
            if (text is not null && !IsPrintable(text, most)) errors[field] = [$"At most {most} printable characters."];
        }
    }

    /// <summary>The checked request as the registry takes it.</summary>
    public static DeviceDescription Describe(RegistrationRequest request, OpenEnrolment enrolment) => new(
        string.IsNullOrWhiteSpace(request.Name) ? enrolment.Name : request.Name.Trim(),
        request.HardwareId!,
        request.Model,
        request.FirmwareVersion,
        request.Sensors ?? []);

    private static bool IsPrintable(string text, int most) => PrintableText.IsLine(text, most);
}
