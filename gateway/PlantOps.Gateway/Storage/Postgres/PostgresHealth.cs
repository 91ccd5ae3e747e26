using PlantOps.Gateway.Operations.Health;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>Asks the database every few seconds whether it is there, so that the gateway knows before a reading comes.</summary>
internal sealed partial class PostgresHealth(PostgresDatabase database, TimeProvider time, ILogger<PostgresHealth> logger)
    : BackgroundService, IHealthSource
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>A database that takes longer to say that it is there is of no use.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private volatile string? _problem;

    public string Component => "database";

    public bool NeededForReady => true;

    public string? Problem() => _problem;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Probe(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
    }

    private async Task Probe(CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, patience.Token);
        var problem = await database.ProblemAsync(either.Token);
        stoppingToken.ThrowIfCancellationRequested();
        if (problem is not null && _problem is null) Log.Lost(logger, problem);
        if (problem is null && _problem is not null) Log.Back(logger);
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
