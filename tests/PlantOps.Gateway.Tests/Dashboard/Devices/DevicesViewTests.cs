using PlantOps.Gateway.Dashboard.Devices;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Tests.Dashboard.Devices;

public sealed class DevicesViewTests
{
    private const long Now = 1_777_622_400_000;

    private static readonly Speech English = new(new En(), new EnglishAlertWords());
    private static readonly Shell Shell = new(new En(), "Devices", Place.Devices, new Visitor("Ada", "owner"));

    [Fact]
    public void Of_Devices_HasTheWorstFirst()
    {
        DeviceFacts[] all =
        [
            Facts(1, "b", ReachState.Online), Facts(2, "c", ReachState.Away), Facts(3, "a", ReachState.Online),
                Facts(4, "d", ReachState.NeverSeen),
            Facts(5, "e", ReachState.Released),
        ];

        var view = View(all);

        Assert.Equal(["c", "d", "a", "b", "e"], view.Rows.Select(row => row.Name));
        Assert.Equal("1 device is away", view.Headline);
        Assert.Equal([5, 1, 0], view.Filters.Select(filter => filter.Count));
        Assert.Equal((CardState.Warning, CardState.Unknown, CardState.Ok),
            (view.Rows[0].Tone, view.Rows[1].Tone, view.Rows[2].Tone));
    }

    [Fact]
    public void Of_ADevice_SaysWhatItWatchesAndHowItIs()
    {
        var facts = Facts(7, "Sill", ReachState.Online) with
        {
            LastSeen = Now, Heartbeat = new DeviceHeartbeat(Now, 60, -70, 12, 0), IsPending = true,
        };
        var fern = new Plant { Id = "pl-1", Name = "Fern", CreatedAt = 0, Watches = [new Watch(7, 0, null, 2)] };

        var row = Assert.Single(View([facts], [fern]).Rows);

        Assert.Equal(new DevicePlant("pl-1", "Fern", 2), Assert.Single(row.Plants));
        Assert.Equal(("fair, −70\u00a0dBm", "12\u00a0readings", true), (row.Signal, row.Waiting, row.IsPending));
    }

    [Fact]
    public void Of_AThousandDevices_HasFiftyAndLeadsToTheNext()
    {
        var all = Enumerable.Range(1, 1000)
            .Select(number => Facts(number, $"{number:D4}", ReachState.Online) with { IsPending = true }).ToList();

        var first = View(all);
        var last = View(all, page: 20, show: "pending");

        Assert.Equal(("0001", 50, "/devices?page=2"), (first.Rows[0].Name, first.Rows.Count, first.More));
        Assert.Equal(("0951", 50, null), (last.Rows[0].Name, last.Rows.Count, last.More));
        Assert.Equal("/devices?show=pending&page=3", View(all, page: 2, show: "pending").More);
        Assert.Empty(View(all, page: int.MaxValue - 1).Rows);
    }

    [Fact]
    public void Of_NoDevice_SaysSo() => Assert.Equal(("No device yet", true), (View([]).Headline, View([]).IsEmpty));

    [Theory]
    [InlineData("Offline", true, ReachState.Away)]
    [InlineData("Asleep", true, ReachState.Asleep)]
    [InlineData("Online", true, ReachState.Online)]
    [InlineData("Unknown", true, ReachState.Unknown)]
    [InlineData("Unknown", false, ReachState.NeverSeen)]
    public void StateOf_ADevice_IsWhetherItCanBeReached(string reach, bool wasSeen, ReachState expected)
    {
        var state = Enum.Parse<DeviceState>(reach);
        var device = Facts(1, "a", ReachState.Online).Device;

        Assert.Equal(expected, DeviceFacts.StateOf(device, state, wasSeen ? Now : null));
        Assert.Equal(ReachState.Released, DeviceFacts.StateOf(device with { ReleasedAt = Now }, state, Now));
    }

    private static DevicesView View(IReadOnlyList<DeviceFacts> all, IEnumerable<Plant>? plants = null, int page = 1,
        string? show = null) =>
        DevicesView.Of(Shell, English, all, (plants ?? []).ToLookup(plant => plant.Watched!.Device), show, page);

    private static DeviceFacts Facts(int number, string name, ReachState state) =>
        new(new Device(number, $"plant-{number}", name, $"AA:{number}", Device.NoPassword, 60, 0), state);
}
