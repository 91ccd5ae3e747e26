using System.Globalization;
using PlantOps.Contracts.Telemetry;
using PlantOps.Contracts.Topics;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// Whose readings a row's are: a device's id, and for a further soil channel its number behind a slash, <c>plant-abc/2</c>.
/// </summary>
internal static class ArchiveIds
{
    public const int MaxLength = DeviceIds.MaxLength + 3;

    private const char Separator = '/';

    public static string Of(string device, int channel) =>
        channel == SoilChannels.First ? device : string.Create(CultureInfo.InvariantCulture, $"{device}{Separator}{channel}");

    public static bool IsValid(string id)
    {
        var (device, channel) = Split(id);
        return DeviceIds.IsValid(device) && channel is >= SoilChannels.First and <= SoilChannels.Most
            && Of(device, channel) == id;
    }

    /// <summary>The device and its soil channel; 0 where that is no number.</summary>
    public static (string Device, int Channel) Split(string id) =>
        id.IndexOf(Separator, StringComparison.Ordinal) is var at && at < 0
            ? (id, SoilChannels.First)
            : (id[..at],
                int.TryParse(id.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var channel) ? channel : 0);
}
