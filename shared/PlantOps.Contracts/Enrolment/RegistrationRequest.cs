using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Enrolment;

/// <summary>Body of <c>POST /api/devices/register</c>; snake_case on the wire.</summary>
public sealed class RegistrationRequest
{
    /// <summary><c>code</c>: the enrolment code, as typed. Required.</summary>
    public string? Code { get; set; }

    /// <summary>
    /// <c>hardware_id</c>: what stays when the device is erased (its MAC), 1–64 visible characters; the gateway makes one
    /// without it.
    /// </summary>
    public string? HardwareId { get; set; }

    /// <summary>
    /// <c>name</c>: what its owner calls it, at most 100 characters; without it the name given when the code was made.
    /// </summary>
    public string? Name { get; set; }

    /// <summary><c>model</c>: the board, at most 64 characters.</summary>
    public string? Model { get; set; }

    /// <summary><c>firmware_version</c>, at most 64 characters.</summary>
    public string? FirmwareVersion { get; set; }

    /// <summary><c>sensors</c>: what is fitted, at most 16 names of at most 64 characters.</summary>
    public string[]? Sensors { get; set; }

    /// <summary><c>capabilities</c>: what the device has; without it nothing is known of that.</summary>
    public DeviceCapabilities? Capabilities { get; set; }

    /// <summary>Writes the body.</summary>
    public void Write(JsonWriter json)
    {
        json.BeginObject();
        json.Write("code", Code);
        json.Write("hardware_id", HardwareId);
        json.Write("name", Name);
        json.Write("model", Model);
        json.Write("firmware_version", FirmwareVersion);
        if (Sensors != null)
        {
            json.BeginArray("sensors");
            foreach (string sensor in Sensors)
            {
                json.Element(sensor);
            }

            json.EndArray();
        }

        if (Capabilities != null)
        {
            Capabilities.WriteMember(json);
        }

        json.EndObject();
    }
}
