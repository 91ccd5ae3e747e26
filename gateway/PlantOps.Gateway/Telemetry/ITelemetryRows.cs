namespace PlantOps.Gateway.Telemetry;

/// <summary>What an answer consists of: readings or periods.</summary>
internal interface ITelemetryRows
{
    int Count { get; }

    /// <summary>When one was taken or starts, Unix milliseconds UTC.</summary>
    long TimeOf(int row);

    Task WriteTo(HttpResponse response, CancellationToken cancellationToken);
}
