using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Storage.Moving;

/// <summary>The stores that everything is moved to, opened beside those that the gateway runs on.</summary>
internal sealed class StoreTarget : IDisposable
{
    private readonly ServiceProvider _services;

    /// <exception cref="StoreUnavailableException">It cannot be opened; the message says why.</exception>
    public StoreTarget(StoreOptions options, IServiceProvider gateway)
    {
        Options = options;
        var services = new ServiceCollection()
            .AddSingleton(gateway.GetRequiredService<DataDirectory>())
            .AddSingleton(gateway.GetRequiredService<TimeProvider>())
            .AddSingleton(gateway.GetRequiredService<ILoggerFactory>())
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton(new StoreConnection(options.ConnectionString));
        _services = options.Provider!.AddStores(services).BuildServiceProvider();
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
