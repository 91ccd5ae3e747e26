namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>
/// Keeps those apart who reshape history: the service that rolls up and lets go, a rebuild, a removal of readings, a move to
/// another store.
/// </summary>
internal sealed class HistoryPause : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Waits for whoever reshapes now; the turn ends with <see cref="Leave"/>.</summary>
    public void Enter(CancellationToken cancellationToken) => _turn.Wait(cancellationToken);

    /// <summary>The same without a thread that waits.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _turn.WaitAsync(cancellationToken);

    /// <summary>The same, unless somebody else has the turn.</summary>
    public bool TryEnter() => _turn.Wait(0);

    public void Leave() => _turn.Release();

    public void Dispose() => _turn.Dispose();
}
