using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Tests.Backup;

/// <summary>A LiteDB store with certificates and keys beside it, and what backs it up, without a gateway around.</summary>
internal sealed class BackupKit : IDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="data">The data directory.</param>
    /// <param name="backups">Where backups go.</param>
    /// <param name="passphrase">What opens them.</param>
    /// <param name="steps">What is told of each step.</param>
    /// <param name="change">What else is set.</param>
    public BackupKit(string data, string backups, string? passphrase = null, BackupSteps? steps = null,
        Action<BackupOptions>? change = null)
    {
        var options = new BackupOptions { Directory = backups, Passphrase = passphrase };
        change?.Invoke(options);
        _services = new ServiceCollection().AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new DataDirectory(data))
            .AddSingleton(Options.Create(new StoreOptions()))
            .AddSingleton(Options.Create(new DiskOptions()))
            .AddSingleton(Options.Create(options))
            .AddSingleton(steps ?? new BackupSteps())
            .AddSingleton<DiskGuard>().AddSingleton<HistoryPause>().AddSingleton<BackupMaker>().AddSingleton<BackupRunner>()
            .AddLiteDbStores()
            .BuildServiceProvider();
        Stores = new StoreSet(_services);
        Stores.Store.Open();
        Write(data, "certs/ca.pem", "a certificate");
        Write(data, "keys/key-1.xml", "a key");
    }

    public StoreSet Stores { get; }

    public BackupRunner Runner => _services.GetRequiredService<BackupRunner>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Dispose() => _services.Dispose();

    private static void Write(string data, string name, string content)
    {
        var path = Path.Combine(data, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
