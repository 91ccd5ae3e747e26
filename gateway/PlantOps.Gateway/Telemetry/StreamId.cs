using System.Globalization;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// The number under which the stores keep the readings of one soil channel of a device. The first channel's is the
/// device's own. A further one is kept as a device would be that stands beside it, with the same air and light and with
/// its own soil as <c>soil_moisture</c>: whatever stores, rolls up, judges or moves readings need not know of channels.
/// </summary>
internal static class SoilStream
{
    /// <summary>Sixteen million devices.</summary>
    private const int DeviceBits = 24;

    /// <summary>What to say of a channel that there cannot be.</summary>
    public static readonly string Expected = $"It is a soil channel, {SoilChannels.First} to {SoilChannels.Most}.";

    private const int DeviceMask = (1 << DeviceBits) - 1;

    /// <param name="device">The device's number in the registry.</param>
    /// <param name="channel">1–4.</param>
    public static int Of(int device, int channel) => device | ((channel - SoilChannels.First) << DeviceBits);

    /// <summary>The same from a parameter; the first channel where it is missing.</summary>
    public static bool TryParse(int device, string? channel, out int stream)
    {
        var number = SoilChannels.First;
        var isNumber = string.IsNullOrEmpty(channel) || int.TryParse(channel, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        stream = Of(device, number);
        return isNumber && number is >= SoilChannels.First and <= SoilChannels.Most;
    }

    public static int DeviceOf(int stream) => stream & DeviceMask;

    public static int ChannelOf(int stream) => (stream >> DeviceBits) + SoilChannels.First;

    /// <summary>All that a device may have, the first channel's first.</summary>
    public static IEnumerable<int> AllOf(int device) => Enumerable.Range(SoilChannels.First, SoilChannels.Most).Select(channel => Of(device, channel));
}
