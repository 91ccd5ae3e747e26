using System.Buffers;
using System.Text.Json;
using PlantOps.Gateway.Operations;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>Reads what a device says that it is. A field that this version does not know is ignored.</summary>
internal static class ReportedParser
{
    /// <summary>The settings, or why they cannot be read.</summary>
    public static (ReportedSettings? Reported, string? Error) Parse(ReadOnlySequence<byte> payload)
    {
        try
        {
            var json = new Utf8JsonReader(payload);
            return JsonSerializer.Deserialize(ref json, GatewayJson.Default.ReportedSettings) is { } reported
                ? (reported, null)
                : (null, "The payload is null.");
        }
        catch (JsonException exception)
        {
            return (null, $"Not the JSON that is expected, at {exception.Path ?? "its start"}.");
        }
    }
}
