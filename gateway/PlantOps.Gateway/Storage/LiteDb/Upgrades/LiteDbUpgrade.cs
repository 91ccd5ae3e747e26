using LiteDB;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Storage.LiteDb.Upgrades;

/// <summary>
/// Brings the file up to this program's version, a step at a time. Before a step the file is copied; a step that fails
/// puts the copy back, so that the program that wrote it still reads it.
/// </summary>
internal sealed partial class LiteDbUpgrade(LiteDbFile file, IReadOnlyList<UpgradeStep> steps, ILogger<LiteDbUpgrade> logger)
{
    private const string Collection = "schema";
    private const string Field = "version";

    /// <summary>How many metrics its readings may have; not there where they are the first <see cref="FirstMetrics"/>.</summary>
    private const string MetricsField = "metrics";

    private const int FirstMetrics = 5;

    /// <summary>The version of a database that says none, and of one that is new.</summary>
    private const int First = 1;

    private static readonly string[] Contents = ["devices", "tokens", "enrolments", "chunks", "buckets"];

    private static readonly int Known = Metrics.Count;

    private int _metrics = FirstMetrics;

    private int Current => steps.Count == 0 ? First : steps[^1].Version;

    /// <exception cref="StoreUnavailableException">It is newer than this program, or a step failed and the file is as it
    /// was.</exception>
    public void Run()
    {
        var version = Version();
        if (version is null && IsNew())
        {
            Write(Current);
            return;
        }

        if (_metrics > Known)
        {
            throw new StoreUnavailableException(
                $"The database '{file.Place}' has readings with {_metrics} metrics, made by a newer PlantOps; this one knows {Known}. " +
                "It was left as it is. Start the newer program, or restore a backup from before.");
        }

        if (version > Current)
        {
            throw new StoreUnavailableException(
                $"The database '{file.Place}' has version {version}, made by a newer PlantOps; this one reads up to version {Current}. " +
                "It was left as it is. Start the newer program, or restore a backup from before.");
        }

        foreach (var step in steps.Where(step => step.Version > (version ?? First))) Run(step);
        if (_metrics < Known) Write(Current);
    }

    private int? Version()
    {
        if (file.Documents(Collection, DocumentRange.All) is not [var found, ..]) return null;
        if (found.Damage is { } damage) throw Unreadable(damage);
        if (found.Document![MetricsField] is { IsInt32: true } metrics) _metrics = metrics.AsInt32;
        return found.Document[Field] is { IsInt32: true } version ? version.AsInt32 : throw Unreadable("it has no number");
    }

    private StoreUnavailableException Unreadable(string damage) => new(
        $"The database '{file.Place}' is damaged: which version it has cannot be read ({damage}). It was left "
            + $"as it is. Restore a backup.");

    private bool IsNew() => file.Read(engine => !Contents.Any(engine.HasAny));

    private void Run(UpgradeStep step)
    {
        Log.Upgrading(logger, file.Place, step.Version, step.Name);
        var copy = $"{file.Place}.before-version-{step.Version}";

        // An earlier attempt's, which was cut off; the database is at least as new.
        File.Delete(copy);
        file.CopyTo(copy);
        try
        {
            step.Run(file);
            Write(step.Version);
        }
        catch (Exception exception) when (exception is IOException or LiteException)
        {
            file.Replace(copy);
            throw new StoreUnavailableException(
                $"The database '{file.Place}' could not be brought to version {step.Version} ({step.Name}) and is as it was: {exception.Message}", exception);
        }

        File.Delete(copy);
    }

    private void Write(int version)
    {
        var document = new BsonDocument { ["_id"] = 1, [Field] = version };
        if (Known > FirstMetrics) document[MetricsField] = Known;
        file.Commit(engine => engine.Upsert(Collection, [document.Sealed()], BsonAutoId.Int32));
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1311, Level = LogLevel.Information, Message = "Bringing {Database} to version {Version}: {Step}")]
        public static partial void Upgrading(ILogger logger, string database, int version, string step);
    }
}
