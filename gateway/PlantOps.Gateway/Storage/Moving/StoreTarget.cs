
namespace PlantOps.Gateway.Storage.Moving;

/// <summary>The stores that everything is moved to, opened beside those that the gateway runs on.</summary>
internal sealed class StoreTarget : IDisposable
{
    private readonly ServiceProvider _services;

    /// <exception cref="Telemetry.StoreUnavailableException">It cannot be opened; the message says why.</exception>
    public StoreTarget(StoreOptions options, IServiceProvider gateway)
    {
        Options = options;
        _services = new ServiceCollection()
            .AddSingleton(gateway.GetRequiredService<DataDirectory>())
            .AddSingleton(gateway.GetRequiredService<TimeProvider>())
            .AddSingleton(gateway.GetRequiredService<ILoggerFactory>())
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(options))
            .AddStores(options.Provider)
            .BuildServiceProvider();
        try
        {
            Stores = new StoreSet(_services);
            Stores.Store.Open();
        }
        catch
        {
            _services.Dispose();
            throw;
        }
    }

    public StoreOptions Options { get; }

    public StoreSet Stores { get; }

    public void Dispose() => _services.Dispose();
}
