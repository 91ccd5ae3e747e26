namespace PlantOps.Gateway.Storage.Moving;

/// <summary>How far a move is. Written by the move, read by whoever asks.</summary>
internal sealed class MoveProgress
{
    private readonly Lock _lock = new();
    private MoveView _view = new() { Phase = MovePhases.None };

    public MoveView View
    {
        get
        {
            lock (_lock) return _view;
        }
    }

    /// <summary>Takes the place of what was there, unless a move is under way.</summary>
    public bool TryBegin(string to)
    {
        lock (_lock)
        {
            if (_view.Phase is MovePhases.Copying or MovePhases.Switching) return false;
            _view = new MoveView { Phase = MovePhases.Copying, To = to };
            return true;
        }
    }

    public void Update(Func<MoveView, MoveView> change)
    {
        lock (_lock) _view = change(_view);
    }
}

/// <summary>Where a move can be.</summary>
internal static class MovePhases
{
    /// <summary>There was none since the program started.</summary>
    public const string None = "none";

    /// <summary>Everything is copied and compared while the gateway goes on.</summary>
    public const string Copying = "copying";

    /// <summary>The gateway is let nobody in while the rest is copied and compared.</summary>
    public const string Switching = "switching";

    /// <summary>The gateway runs on the new store.</summary>
    public const string Done = "done";

    /// <summary>The gateway runs on the old store, and nothing was lost.</summary>
    public const string Failed = "failed";
}

/// <summary>How far a move is.</summary>
internal sealed record MoveView
{
    /// <summary><c>none</c>, <c>copying</c>, <c>switching</c>, <c>done</c> or <c>failed</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>Where to.</summary>
    public string? To { get; init; }

    /// <summary>Days of devices that are on both sides and the same.</summary>
    public int DaysDone { get; init; }

    /// <summary>Days of devices that there were when it began.</summary>
    public int Days { get; init; }

    /// <summary>Readings in the days that are done.</summary>
    public long Readings { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Reason { get; init; }
}
