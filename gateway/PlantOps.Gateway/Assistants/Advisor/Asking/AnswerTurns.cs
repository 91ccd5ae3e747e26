namespace PlantOps.Gateway.Assistants.Advisor.Asking;

/// <summary>Who asks a model.</summary>
internal enum AdvisorUse
{
    /// <summary>A person, who waits for the answer.</summary>
    Question,

    /// <summary>The gateway by itself: it leaves a part of the budget, and of the ways to the model, to people.</summary>
    Background,
}

/// <summary>How many requests are under way at once, and how many wait for one of them to end.</summary>
internal sealed class AnswerTurns(TimeProvider time) : IDisposable
{
    public const int MaxAtOnce = 4;
    public const int MaxInBackground = 2;
    public const int MaxWaiting = 32;

    private readonly SemaphoreSlim _all = new(MaxAtOnce);
    private readonly SemaphoreSlim _background = new(MaxInBackground);
    private int _present;

    /// <param name="use">Who asks.</param>
    /// <param name="patience">How long it waits at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>To be disposed of once the answer is there.</returns>
    /// <exception cref="AdvisorException">Too many wait, or for too long.</exception>
    public async Task<IDisposable> Take(AdvisorUse use, TimeSpan patience, CancellationToken cancellationToken)
    {
        var turn = new Turn(this);
        try
        {
            if (Interlocked.Increment(ref _present) > MaxAtOnce + MaxWaiting) throw Busy();
            using var over = new CancellationTokenSource(patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
            if (use == AdvisorUse.Background) await turn.Enter(_background, either.Token);
            await turn.Enter(_all, either.Token);
            return turn;
        }
        catch (Exception exception)
        {
            turn.Dispose();
            if (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested) throw Busy();
            throw;
        }
    }

    public void Dispose()
    {
        _all.Dispose();
        _background.Dispose();
    }

    private static AdvisorException Busy() =>
        new(AdvisorException.Unreachable, "Too many wait for an answer already. Ask again in a moment.");

    private sealed class Turn(AnswerTurns turns) : IDisposable
    {
        private readonly List<SemaphoreSlim> _entered = [];
        private bool _isOver;

        public async Task Enter(SemaphoreSlim gate, CancellationToken cancellationToken)
        {
            await gate.WaitAsync(cancellationToken);
            _entered.Add(gate);
        }

        public void Dispose()
        {
            if (_isOver) return;
            _isOver = true;
            foreach (var gate in _entered) gate.Release();
            Interlocked.Decrement(ref turns._present);
        }
    }
}
