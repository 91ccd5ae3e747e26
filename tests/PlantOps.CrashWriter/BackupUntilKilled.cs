using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Telemetry.Retention;

/// <summary>Backs a data directory up, or restores a backup, and is killed at a step of it.</summary>
internal static class BackupUntilKilled
{
    /// <param name="data">The data directory, or where a backup is restored to.</param>
    /// <param name="what"><c>backup</c> or <c>restore</c>.</param>
    /// <param name="step">At which step.</param>
    /// <param name="backups">Where backups are.</param>
    public static async Task Run(string data, string what, string step, string backups)
    {
        // "place_file:2" is the second time that it comes to that step.
        var (name, times) = step.Split(':') is [var first, var count]
            ? (first, int.Parse(count, CultureInfo.InvariantCulture))
            : (step, 1);
        var steps = new DeadlySteps(name, times);
        if (what == "restore")
        {
            new BackupRestore(steps, TimeProvider.System).Run(BackupFile.In(backups)[0], null, data, CancellationToken.None);
            return;
        }

        await using var services = new ServiceCollection().AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new DataDirectory(data))
            .AddSingleton(Options.Create(new StoreOptions()))
            .AddSingleton(Options.Create(new DiskOptions()))
            .AddSingleton(Options.Create(new BackupOptions { Directory = backups }))
            .AddSingleton<BackupSteps>(steps)
            .AddSingleton<DiskGuard>().AddSingleton<HistoryPause>().AddSingleton<BackupMaker>().AddSingleton<BackupRunner>()
            .AddLiteDbStores()
            .BuildServiceProvider();
        new StoreSet(services).Store.Open();
        await services.GetRequiredService<BackupRunner>().RunAsync(CancellationToken.None);
    }

    private sealed class DeadlySteps(string deadly, int times) : BackupSteps
    {
        private int _left = times;

        public override void Enter(string step)
        {
            if (step == deadly && --_left == 0) Process.GetCurrentProcess().Kill();
        }
    }
}
