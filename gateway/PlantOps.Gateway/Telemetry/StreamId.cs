using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Under what the stores keep the readings of one soil channel of a device. The first channel's number is the device's
/// own. A further one is kept as a device would be that stands beside it, with the same air and light and with its own
/// soil as <c>soil_moisture</c>: whatever stores, rolls up, judges or moves readings need not know of channels.
/// </summary>
/// <param name="Number">As it is stored.</param>
[JsonConverter(typeof(StreamIdConverter))]
internal readonly record struct StreamId(int Number) : IComparable<StreamId>
{
    /// <summary>Sixteen million devices.</summary>
    private const int DeviceBits = 24;

    private const int DeviceMask = (1 << DeviceBits) - 1;

    /// <summary>What to say of a channel that there cannot be.</summary>
    public static readonly string Expected = $"It is a soil channel, {SoilChannels.First} to {SoilChannels.Most}.";

    /// <summary>The device's number in the registry.</summary>
    public int Device => Number & DeviceMask;

    public int SoilChannel => (Number >> DeviceBits) + SoilChannels.First;

    /// <summary>That of a device's first channel.</summary>
    /// <param name="device">The device's number in the registry.</param>
    public static StreamId OfDevice(int device) => new(device);

    /// <param name="device">The device's number in the registry.</param>
    /// <param name="channel">1–16.</param>
    public static StreamId Of(int device, int channel) => new(device | ((channel - SoilChannels.First) << DeviceBits));

    /// <summary>The same from a parameter; the first channel where it is missing.</summary>
    public static bool TryParse(int device, string? channel, out StreamId stream)
    {
        var number = SoilChannels.First;
        var isNumber = string.IsNullOrEmpty(channel)
            || int.TryParse(channel, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        stream = Of(device, number);
        return isNumber && number is >= SoilChannels.First and <= SoilChannels.Most;
    }

    /// <summary>All that a device may have, the first channel's first.</summary>
    public static IEnumerable<StreamId> AllOf(int device) =>
        Enumerable.Range(SoilChannels.First, SoilChannels.Most).Select(channel => Of(device, channel));

    public int CompareTo(StreamId other) => Number.CompareTo(other.Number);

    /// <summary>The number, as logs and errors name it.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Stored as its number.</summary>
internal sealed class StreamIdConverter : JsonConverter<StreamId>
{
    public override StreamId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, StreamId value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Number);
}
