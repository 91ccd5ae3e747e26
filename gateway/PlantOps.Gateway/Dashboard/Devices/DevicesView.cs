using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>All devices, the worst first, in pages.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Headline">How they are, in a sentence.</param>
/// <param name="Filters">What can be shown of them.</param>
/// <param name="Rows">Those of this page.</param>
/// <param name="More">Where the next page is; <c>null</c> where there is none.</param>
/// <param name="IsEmpty">There is no device at all.</param>
public sealed record DevicesView(
    Shell Shell, string Headline, IReadOnlyList<CardFilter> Filters, IReadOnlyList<DeviceRow> Rows, string? More, bool IsEmpty)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    private const string Away = "away";
    private const string Pending = "pending";

    internal static DevicesView Of(
        Shell shell, Speech speech, IReadOnlyList<DeviceFacts> all, ILookup<int, Plant> watched, string? show, int page)
    {
        var words = shell.Words;
        var sorted = all.OrderBy(facts => facts.State).ThenBy(facts => facts.Device.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var away = sorted.Where(facts => facts.State == ReachState.Away).ToList();
        var pending = sorted.Where(facts => facts.IsPending).ToList();
        var unknown = sorted.Count(facts => facts.State is ReachState.Unknown or ReachState.NeverSeen);
        var shown = show switch { Away => away, Pending => pending, _ => sorted };
        var path = shown == sorted ? "/devices" : $"/devices?show={show}";
        var first = (long)(Math.Max(1, page) - 1) * PageSize;
        var isMore = shown.Count > first + PageSize;
        return new DevicesView(
            shell,
            all.Count == 0 ? words.NoDevices : words.DevicesAre(all.Count, away.Count, unknown),
            [
                new CardFilter(words.All, sorted.Count, "/devices", shown == sorted),
                new CardFilter(words.AwayOnes, away.Count, $"/devices?show={Away}", shown == away),
                new CardFilter(words.SettingsPending, pending.Count, $"/devices?show={Pending}", shown == pending),
            ],
            [
                .. shown.Skip((int)Math.Min(first, int.MaxValue)).Take(PageSize)
                    .Select(facts => DeviceRow.Of(facts with { Plants = [.. watched[facts.Device.Number]] }, speech)),
            ],
            isMore ? $"{path}{(shown == sorted ? '?' : '&')}page={Math.Max(1, page) + 1}" : null,
            all.Count == 0);
    }
}

/// <summary>A device in the list. Times are Unix milliseconds UTC.</summary>
/// <param name="Id">The device's.</param>
/// <param name="Name">What it is called.</param>
/// <param name="State">Whether it can be reached, in a word.</param>
/// <param name="Tone">How bad that is.</param>
/// <param name="LastSeen">When it was last heard of; <c>null</c> where it never was.</param>
/// <param name="Plants">What it watches.</param>
/// <param name="Signal">How well it hears the Wi-Fi; <c>null</c> where nobody knows.</param>
/// <param name="Waiting">How many readings wait in its buffer; <c>null</c> where nobody knows.</param>
/// <param name="IsPending">It has not taken the latest change of its settings yet.</param>
public sealed record DeviceRow(
    string Id,
    string Name,
    string State,
    CardState Tone,
    long? LastSeen,
    IReadOnlyList<DevicePlant> Plants,
    string? Signal,
    string? Waiting,
    bool IsPending)
{
    internal static DeviceRow Of(DeviceFacts facts, Speech speech)
    {
        var words = speech.Words;
        return new DeviceRow(
            facts.Device.Id,
            facts.Device.Name,
            words.DeviceIs(facts.State),
            DeviceFacts.ToneOf(facts.State),
            facts.LastSeen,
            [.. facts.Plants.Select(plant => new DevicePlant(plant.Id, plant.Name, plant.Watched!.SoilChannel))],
            SignalOf(facts, words),
            facts.Heartbeat?.Buffered is { } buffered and >= 0 ? Speech.Tight(words.ReadingsWait(buffered)) : null,
            facts.IsPending);
    }

    internal static string? SignalOf(DeviceFacts facts, IWords words) => facts.Heartbeat?.Rssi is { } rssi and < 0
        ? $"{words.SignalIs(DeviceFacts.QualityOf(rssi))}, −{-(long)rssi}\u00a0dBm"
        : null;
}

/// <summary>A plant that a device watches.</summary>
/// <param name="Id">The plant's.</param>
/// <param name="Name">What it is called.</param>
/// <param name="SoilChannel">Which of the device's soil probes is in its pot, 1 to 16.</param>
public sealed record DevicePlant(string Id, string Name, int SoilChannel);
