using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Storage;

/// <summary><c>store stats</c>, <c>store copy</c>, <c>store migrate</c> and the rest about the store as a whole.</summary>
internal static class StoreCommand
{
    private static readonly StorageJson Wire = StorageJson.Default;

    public static Command Create() => new("store", "History that the running gateway keeps.")
    {
        new Command("stats", "Shows sizes, readings, oldest and newest, and what goes next.").Asks(
            (_, gateway, cancellationToken) => gateway.Get(LocalStoreApi.StatisticsPath, Wire.StoreView, cancellationToken),
            Wire.StoreView,
            Print),
        new Command("rebuild-rollups", "Makes the rollups of every day anew whose readings are still there.").Asks(
            (_, gateway, cancellationToken) =>
                gateway.Post(LocalStoreApi.RollupsPath, null, Wire.RebuiltRollups, cancellationToken),
            Wire.RebuiltRollups,
            (rebuilt,
                _) => Console.WriteLine(
                    $"{rebuilt.RolledUp} of {rebuilt.Days} days of devices rolled up again; the rest are not over yet or damaged.")),
        Retention(),
        Copy(),
        new Command("unreadable", "Lists what is stored and cannot be read: damaged, or written by a newer version.").Asks(
            (_, gateway, cancellationToken) => gateway.Get(LocalStoreApi.UnreadablePath, Wire.UnreadableList, cancellationToken),
            Wire.UnreadableList,
            (list, _) => Print(list)),
        Discard(),
        MigrateCommand.Create(),
    };

    private static Command Retention()
    {
        var options = RetentionDays.Names
            .Select(name => new Option<int?>("--" + name.Replace('_', '-'))
            {
                Description = "Days, or 0 for ever.", HelpName = "days",
            })
            .ToArray();
        var command = new Command("retention", "Shows for how many days history is kept, or changes it.");
        foreach (var option in options) command.Options.Add(option);
        return command.Asks(
            async (result, gateway, cancellationToken) =>
            {
                var answer = await gateway.Get(StoreApi.RetentionPath, TelemetryJson.Default.RetentionDays, cancellationToken);
                if (answer.Value is not { } now || options.All(option => result.GetValue(option) is null)) return answer;
                var asked = RetentionDays.Of([.. options.Select((option, i) => result.GetValue(option) ?? now.InOrder()[i])]);
                var content = JsonContent.Create(asked, TelemetryJson.Default.RetentionDays);
                return await gateway.Put(StoreApi.RetentionPath, content, TelemetryJson.Default.RetentionDays, cancellationToken);
            },
            TelemetryJson.Default.RetentionDays,
            (days, _) =>
            {
                foreach (var tier in Tiers.All)
                {
                    var kept = days.DaysOf(tier) == 0 ? "for ever" : $"{days.DaysOf(tier)} days";
                    Console.WriteLine($"{Tiers.Name(tier),-6}{kept}");
                }
            });
    }

    private static Command Copy()
    {
        var file = new Argument<string>(
            "FILE") { Description = "The new file. A gateway starts on it when it is the plantops.db of a data directory." };
        return new Command(
            "copy", "Copies the database to a file while the gateway runs, and reads the copy through.") { file }.Asks(
            (result, gateway, cancellationToken) => gateway.Post(
                LocalStoreApi.CopyPath,
                JsonContent.Create(
                    new StoreCopyRequest { File = Path.GetFullPath(result.GetRequiredValue(file)) }, Wire.StoreCopyRequest),
                Wire.StoreCopyView,
                cancellationToken),
            Wire.StoreCopyView,
            (copy, _) => Console.WriteLine(
                $"{copy.File}  {Size(copy.Bytes)}  {copy.Devices} devices, {copy.Readings.ToString("N0", CultureInfo.InvariantCulture)} readings" +
                (copy.Damaged == 0
                    ? "; all of it can be read"
                    : $"; {copy.Damaged} blocks are damaged, here as in the database")));
    }

    private static Command Discard()
    {
        var set = new Argument<string>("SET") { Description = "As 'store unreadable' names it." };
        var id = new Argument<string>("ID") { Description = "Its id." };
        return new Command("discard", "Deletes a record that cannot be read.") { set, id }.Asks(
            (result, gateway, cancellationToken) => gateway.Post(
                LocalStoreApi.UnreadablePath,
                JsonContent.Create(new UnreadableRequest { Set = result.GetRequiredValue(set), Id = result.GetRequiredValue(id) },
                    Wire.UnreadableRequest),
                Wire.UnreadableView,
                cancellationToken),
            Wire.UnreadableView,
            (gone, _) => Console.WriteLine($"Deleted '{gone.Id}' of '{gone.Set}'."));
    }

    private static void Print(UnreadableList list)
    {
        if (list.Records.Length == 0) Console.WriteLine("Everything that was looked at can be read.");
        foreach (var record in list.Records) Console.WriteLine($"{record.Set}  {record.Id}  {record.Reason}");
    }

    private static void Print(StoreView store, string directory)
    {
        Console.WriteLine($"{store.Provider}  {store.Place}  {Size(store.Bytes)}  {store.Devices} devices");
        Console.WriteLine($"{"TIER",-6}{"ROWS",14}{"SIZE",12}  {"OLDEST",-12}{"NEWEST",-12}{"KEPT",-12}NEXT TO GO");
        foreach (var tier in store.Tiers)
        {
            var kept = tier.KeptDays == 0 ? "for ever" : $"{tier.KeptDays} days";
            Console.WriteLine(
                $"{tier.Tier,-6}{tier.Rows.ToString("N0", CultureInfo.InvariantCulture),14}{Size(tier.Bytes),12}  " +
                $"{Date(tier.Oldest),-12}{Date(tier.Newest),-12}{kept,-12}{Next(tier)}");
        }
    }

    private static string Next(TierView tier) => tier.DueDays > 0
        ? $"{tier.DueDays} days of devices within 15 minutes"
        : tier.NextAt is { } at ? $"{Date(tier.Oldest)}, on {Date(at)}" : "nothing";

    private static string Date(long? unixMs) => unixMs is { } time
        ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : "-";

    private static string Size(long bytes) => bytes switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
    };
}
