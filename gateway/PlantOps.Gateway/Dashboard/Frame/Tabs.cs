using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard.Frame;

/// <summary>A place in the bar.</summary>
/// <param name="Place">Which.</param>
/// <param name="Path">Where it leads.</param>
/// <param name="Name">In each language.</param>
/// <param name="Icon">A path in a box of 24.</param>
public sealed record Tab(Place Place, string Path, Func<IWords, string> Name, string Icon);

/// <summary>The bar, from the first place to the last.</summary>
public static class Tabs
{
    public static readonly IReadOnlyList<Tab> All =
    [
        new Tab(
            Place.Plants, "/plants", words => words.Plants,
            "M12 21v-9m0 0c0-5-4-7-8-7 0 5 3 7 8 7Zm0 2c0-4 3-6 8-6 0 4-3 6-8 6Z"),
        new Tab(Place.Alerts, "/alerts", words => words.Alerts, "M6 16V11a6 6 0 0 1 12 0v5l2 2H4Zm4 4h4"),
        new Tab(
            Place.Devices, "/devices", words => words.Devices,
            "M7 7h10v10H7ZM10 3v4m4-4v4m-4 10v4m4-4v4M3 10h4m-4 4h4m10-4h4m-4 4h4"),
        new Tab(Place.Settings, "/settings", words => words.Settings, "M4 7h9m4 0h3M4 17h3m4 0h9M15 4.5v5M9 14.5v5"),
    ];
}
