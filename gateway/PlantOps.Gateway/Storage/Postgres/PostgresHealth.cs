using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>Asks the database every few seconds whether it is there, so that the gateway knows before a reading comes.</summary>
internal sealed partial class PostgresHealth(PostgresDatabase database, Supervisor supervisor, ILogger<PostgresHealth> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>A database that takes longer to say that it is there is of no use.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private volatile string? _problem;

    public override string Component => "database";

    public override bool NeededForReady => true;

    protected override string Title => "Check of the database";

    public override string? Problem() => _problem ?? base.Problem();

    protected override async Task Run(CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(Timeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        var problem = await database.ProblemAsync(either.Token);
        stopping.ThrowIfCancellationRequested();
        if (problem is not null && _problem is null) Log.Lost(Logger, problem);
        if (problem is null && _problem is not null) Log.Back(Logger);
        _problem = problem;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2032, Level = LogLevel.Error, Message = "Not ready: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);

        [LoggerMessage(EventId = 2033, Level = LogLevel.Information, Message = "The database is there again.")]
        public static partial void Back(ILogger logger);
    }
}
