using System.Globalization;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Backup;

/// <summary>
/// Has a backup made once a day, also later in the day where the machine was off, and says how it went. Of several gateways on
/// one database it is the one that leads.
/// </summary>
internal sealed class BackupService : PeriodicService, IGatewayNotice
{
    /// <summary>Its name in health.</summary>
    public const string Part = "backup";

    /// <summary>Failures in a row after which people are told.</summary>
    public const int FailuresToTell = 2;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>A day, and as long as a backup and its shift may take.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(36);

    /// <summary>Not again and again where it fails: it reads everything.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromHours(1);

    private readonly BackupRunner _runner;
    private readonly GatewayFleet _fleet;
    private readonly BackupOptions _options;
    private readonly DataDirectory _directory;

    public BackupService(
        BackupRunner runner, BackupMetrics metrics, DataDirectory directory, IOptions<BackupOptions> options,
        GatewayFleet fleet, Supervisor supervisor, ILogger<BackupService> logger)
        : base(Interval, supervisor, logger)
    {
        (_runner, _directory, _options, _fleet) = (runner, directory, options.Value, fleet);
        metrics.Observe(() => _runner.Record, Time);
    }

    public override string Component => Part;

    protected override string Title => "Backup";

    /// <summary>One that is being made is given up: it is no backup yet.</summary>
    protected override TimeSpan StopBudget => TimeSpan.FromSeconds(10);

    public override string? Problem()
    {
        if (base.Problem() is { } fault) return fault;
        if (_options.At is null || !_fleet.IsLeader) return null;
        var record = _runner.Record;
        if (record.Reason is { } reason) return $"The backup of {Say(record.TriedAt)} failed: {reason}{Latest(record)}";
        var since = DateTimeOffset.FromUnixTimeMilliseconds(record.Proven?.TakenAt ?? record.Since);
        return Time.GetUtcNow() - since > MaxAge ? $"There was no backup since {Say(since.ToUnixTimeMilliseconds())}." : null;
    }

    public override string? Detail()
    {
        if (_options.At is null) return "No backups are made: Backup:At is never.";
        if (!_fleet.IsLeader) return "Backups are made by the gateway that leads, of those on this database.";
        if (_runner.Record.Proven is not { } proven) return "The first backup is made this night.";
        var compared = string.Create(
            CultureInfo.InvariantCulture, $"{proven.Readings:N0} readings and {proven.Documents:N0} records");
        var text = $"{Say(proven.TakenAt)}, restored and compared: {compared} are the same.";
        return IsOnSameDisk(_options, _directory)
            ? text + " It is on the same disk as the data: set Backup:Directory or Backup:Command."
            : text;
    }

    public GatewayNotice? Notice() => _runner.Record is { Failures: >= FailuresToTell } record
        ? new GatewayNotice(
            Component,
            "Backups fail",
            [$"The last {record.Failures} backups failed. {record.Reason}", Latest(record).Trim()],
            "Backups work again")
        : null;

    protected override Task Begin(CancellationToken stopping)
    {
        if (_options.At is not null) _runner.Begin();
        return Task.CompletedTask;
    }

    protected override async Task Run(CancellationToken stopping)
    {
        if (!IsDue()) return;
        try
        {
            await _runner.RunAsync(stopping);
        }
        catch (IOException)
        {
            // Its record says so, and health with it.
        }
    }

    private bool IsDue()
    {
        if (_options.At is not { } at || !_fleet.IsLeader) return false;
        var record = _runner.Record;
        var now = Time.GetUtcNow();
        if (record.Reason is not null && record.TriedAt is { } tried
            && now - DateTimeOffset.FromUnixTimeMilliseconds(tried) < RetryAfter) return false;
        var last = record.Reason is null ? record.TriedAt ?? record.Since : record.Proven?.TakenAt ?? record.Since;
        return DateTimeOffset.FromUnixTimeMilliseconds(last) < LastTime(now, at);
    }

    // The latest moment, up to now, at which one was to be made.
    private DateTimeOffset LastTime(DateTimeOffset now, TimeOnly at)
    {
        var local = TimeZoneInfo.ConvertTime(now - _options.Shift, Time.LocalTimeZone);
        var day = DateOnly.FromDateTime(local.DateTime);
        if (TimeOnly.FromDateTime(local.DateTime) < at) day = day.AddDays(-1);
        var moment = day.ToDateTime(at);
        return new DateTimeOffset(moment, Time.LocalTimeZone.GetUtcOffset(moment)) + _options.Shift;
    }

    /// <summary>Whether backups are lost with the data's disk.</summary>
    public static bool IsOnSameDisk(BackupOptions options, DataDirectory directory) =>
        options.Command is null
            && FileIdentity.OfPath(Existing(options.Directory))?.Device == FileIdentity.OfPath(directory.Path)?.Device;

    // Before the first backup it is not there.
    private static string Existing(string path)
    {
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } above) path = above;
        return path;
    }

    private static string Latest(BackupRecord record) => record.Proven is { } proven
        ? $" The latest that can be restored is of {Say(proven.TakenAt)}."
        : " There is none that can be restored.";

    private static string Say(long? unixMs) => unixMs is { } at
        ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
        : "never";
}
