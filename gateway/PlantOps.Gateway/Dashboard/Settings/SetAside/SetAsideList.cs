using PlantOps.Gateway.Broker.SetAside;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard.Settings.SetAside;

/// <summary>Messages that could not be read, the newest first.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Count">How many there are in all.</param>
/// <param name="Outcome">What came of another try; <c>null</c> where there was none.</param>
/// <param name="Rows">Those that are shown.</param>
/// <param name="Next">Behind which the older ones are; <c>null</c> where there are none.</param>
public sealed record SetAsideList(Shell Shell, int Count, string? Outcome, IReadOnlyList<SetAsideRow> Rows, string? Next);

/// <summary>A message that could not be read.</summary>
/// <param name="Id">The message's.</param>
/// <param name="Device">What its device is called.</param>
/// <param name="Topic">Where it was published.</param>
/// <param name="Reason">Why it was set aside.</param>
/// <param name="Detail">What is wrong with it, and where; in English.</param>
/// <param name="Size">How much of it is kept.</param>
/// <param name="At">When it arrived, Unix milliseconds UTC.</param>
/// <param name="Bytes">What is in it: its text, or its bytes in hexadecimal.</param>
public sealed record SetAsideRow(
    string Id, string Device, string Topic, string Reason, string Detail, string Size, long At, string Bytes)
{
    internal static SetAsideRow Of(IWords words, SetAsideView message, string? deviceName) => new(
        message.Id,
        deviceName ?? message.DeviceId ?? words.UnknownDevice,
        message.Topic,
        words.SetAsideReason(message.Reason),
        message.Detail,
        words.Bytes(message.Bytes),
        message.ReceivedAt,
        message.Text ?? Spaced(message.Hex ?? string.Empty));

    private static string Spaced(string hex) => string.Join(' ', hex.Chunk(2).Select(pair => new string(pair)));
}
