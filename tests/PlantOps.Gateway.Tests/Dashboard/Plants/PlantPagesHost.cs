using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Plants;

namespace PlantOps.Gateway.Tests.Dashboard.Plants;

/// <summary>A gateway with plants, and browsers of people who look after them.</summary>
internal sealed class PlantPagesHost : IAsyncDisposable
{
    private readonly GatewayHost _gateway;
    private readonly PlantHost _plants;

    private PlantPagesHost(GatewayHost gateway) =>
        (_gateway, _plants, Ada) = (gateway, new PlantHost(gateway), gateway.Browser("Ada"));

    /// <summary>An owner's.</summary>
    public PageBrowser Ada { get; }

    public PlantHost Api => _plants;

    public IReadOnlyList<Plant> Plants => [.. Service<PlantStore>().All.Select(plant => plant.Value)];

    public static async Task<PlantPagesHost> StartedAsync() => new(await GatewayHost.StartedAsync());

    public T Service<T>()
        where T : notnull => _plants.Service<T>();

    public Plant Plant(string id) => Service<PlantStore>().Find(id)!.Value;

    public Device Admit(string hardware) => _plants.Admit(hardware);

    public PageBrowser Browser(TokenRole role, string name) => _gateway.Browser(name, role);

    /// <summary>What was done, the newest first.</summary>
    public IReadOnlyList<string> Done() => [.. Service<AuditLog>().Read(null, 20).Select(entry => entry.What)];

    public async ValueTask DisposeAsync()
    {
        Ada.Dispose();
        await _plants.DisposeAsync();
    }
}
