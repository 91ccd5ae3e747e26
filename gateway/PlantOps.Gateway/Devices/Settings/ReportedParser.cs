using System.Buffers;
using System.Text.Json;
using PlantOps.Contracts;
using PlantOps.Gateway.Web.Requests;

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
            if (JsonSerializer.Deserialize(ref json, DevicesJson.Default.ReportedSettings) is not { } reported)
                return (null, "The payload is null.");
            return IsVersion(reported.Version) && IsVersion(reported.RefusedVersion)
                ? (Plausible(reported), null)
                : (null, $"A version is a number from 0 to {Limits.MaxIdentity}.");
        }
        catch (JsonException exception)
        {
            return (null, $"Not the JSON that is expected, at {exception.Path ?? "its start"}.");
        }
    }

    // What a device is said to have is shown and counted upon: what cannot be is as if it had not been said.
    private static ReportedSettings Plausible(ReportedSettings reported) => reported with
    {
        Model = reported.Model is { } model && PrintableText.IsLine(model, Limits.MaxTokenLength) ? model : null,
        Capabilities = reported.Capabilities?.Plausible(),
    };

    // The next version is one more: beyond what JSON holds exactly it would come out as another.
    private static bool IsVersion(long number) => number is >= 0 and < Limits.MaxIdentity;
}
