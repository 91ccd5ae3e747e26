using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests.Storage;

/// <summary>Every store of one kind, on a real file or database of its own, for the tests that every kind must pass.</summary>
public abstract class TestStore : IDisposable
{
    private ServiceProvider? _services;

    internal IServiceProvider Services => _services ??= Opened();

    internal IReadingStore Readings => Services.GetRequiredService<IReadingStore>();

    internal IRollupStore Rollups => Services.GetRequiredService<IRollupStore>();

    internal IRetentionStore Retention => Services.GetRequiredService<IRetentionStore>();

    internal IReadingRemoval Removal => Services.GetRequiredService<IReadingRemoval>();

    internal IDeviceStore Devices => Services.GetRequiredService<IDeviceStore>();

    internal IEnrolmentStore Enrolments => Services.GetRequiredService<IEnrolmentStore>();

    internal IPresenceStore Presence => Services.GetRequiredService<IPresenceStore>();

    internal IDeviceSettingsStore Settings => Services.GetRequiredService<IDeviceSettingsStore>();

    internal ITokenStore Tokens => Services.GetRequiredService<ITokenStore>();

    internal IRecords Records => Services.GetRequiredService<IRecords>();

    internal StoreSet All => new(Services);

    /// <summary>Does at once what the store does in the background to what was appended.</summary>
    public void Settle() => Services.GetRequiredService<IStore>().Settle();

    /// <summary>Closes and opens it again, as a restart of the gateway does.</summary>
    public void Restart()
    {
        _services?.Dispose();
        _services = null;
    }

    public void Dispose()
    {
        _services?.Dispose();
        Remove();
        GC.SuppressFinalize(this);
    }

    /// <summary>Registers the stores, on the same file or database each time.</summary>
    protected abstract void Register(IServiceCollection services);

    /// <summary>Takes the file or database away.</summary>
    protected abstract void Remove();

    private ServiceProvider Opened()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        Register(services);
        var opened = services.BuildServiceProvider();
        opened.GetRequiredService<IStore>().Open();
        return opened;
    }
}
