using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.VirtualPlants;

/// <summary>Runs the devices of virtual plants for as long as the gateway runs.</summary>
internal sealed class VirtualPlantService(
    VirtualPlantCare care, VirtualPlantDevices devices, IHostApplicationLifetime lifetime, Supervisor supervisor,
    ILogger<VirtualPlantService> logger)
    : SignalledService(new WorkSignal(), Interval, supervisor, logger)
{
    /// <summary>For plants that were removed as any plant is.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public override string Component => "virtual_plants";

    protected override string Title => "Virtual plants";

    // Before the gateway listens nobody would hear them.
    protected override Task Begin(CancellationToken stopping)
    {
        lifetime.ApplicationStarted.Register(Signal.Wake);
        return Task.CompletedTask;
    }

    protected override Task Run(CancellationToken stopping) =>
        lifetime.ApplicationStarted.IsCancellationRequested ? care.SettleAsync(stopping) : Task.CompletedTask;

    protected override Task Finish(CancellationToken deadline) => devices.StopAllAsync();
}
