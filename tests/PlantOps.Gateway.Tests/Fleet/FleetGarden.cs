using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Fleet;

/// <summary>
/// Plants with a device each, on the store of several gateways; readings of any of them are posted at any gateway.
/// </summary>
internal sealed class FleetGarden
{
    private readonly Dictionary<string, Device> _devices = [];
    private long _sequence;

    public FleetGarden(GatewayHost host, int count)
    {
        var services = host.Services;
        for (var i = 0; i < count; i++)
        {
            var device = services.GetRequiredService<DeviceRegistry>()
                .Admit(new DeviceDescription($"Pot {i}", $"AA:{i:X2}", null, null, []), "secret", null)!;
            var plant = new Plant
            {
                Id = PlantStore.NewId(),
                Name = $"Fern {i}",
                CreatedAt = 0,
                Watches = [new Watch(device.Number, 0, null)],
                Rules = new Dictionary<string, RuleChange>
                {
                    ["soil_moisture.low"] = new() { Warning = 30, Critical = 15, DwellS = 1, CooldownS = 3600 },
                },
            };
            var plants = services.GetRequiredService<PlantStore>();
            Assert.True(plants.TryCommit([plants.Put(plant, 0)]));
            _devices[plant.Id] = device;
        }
    }

    public IReadOnlyCollection<string> Plants => _devices.Keys;

    public Device DeviceOf(string plant) => _devices[plant];

    /// <summary>How often each plant's dryness was raised.</summary>
    public static IReadOnlyDictionary<string, int> Raised(GatewayHost host) =>
        host.Services.GetRequiredService<AlertStore>().Read(RecordRange.All)
        .Where(alert => alert.Value.Rule.Id == "soil_moisture.low").CountBy(alert => alert.Value.PlantId).ToDictionary();

    /// <summary>
    /// Readings of ten minutes come by a gateway, the latest of five seconds ago, so that what comes next is later.
    /// </summary>
    public Task PostFirst(GatewayHost host, string plant, double soil) =>
        Post(host, plant, soil, Enumerable.Range(0, 10).Select(i => 545_000 - (i * 60_000)));

    /// <summary>Readings of a few seconds come by a gateway, which are enough for an alert.</summary>
    public Task Post(GatewayHost host, string plant, double soil) => Post(host, plant, soil, [4_000, 3_000, 2_000]);

    private async Task Post(GatewayHost host, string plant, double soil, IEnumerable<int> ages)
    {
        using var client = host.SignedIn(TokenRole.Owner);
        var readings = string.Join(',', ages.Select((age, i) => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"seq":{{Interlocked.Increment(ref _sequence)}},"age_ms":{{age}},"temperature":{{20 + (i * 0.1)}},"soil_moisture":{{soil + (i * 0.1)}}}""")));
        var path = $"/api/v1/devices/{DeviceOf(plant).Id}/telemetry";
        using var content = new StringContent($$"""{"boot":3,"readings":[{{readings}}]}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(path, content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
