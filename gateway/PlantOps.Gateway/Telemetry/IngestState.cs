using PlantOps.Gateway.Operations.Health;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Whether readings can be stored now, and if not, why. Written by the writer, read by health checks and by whoever follows readings.</summary>
internal sealed class IngestState : IHealthSource
{
    private volatile string? _failure;

    /// <summary>What is on disk now, duplicates included; called on the writer's thread, which must not wait.</summary>
    public event Action<ReadingGroup>? Committed;

    public string Component => "store";

    public bool NeededForReady => true;

    public string? Problem() => _failure;

    public void Tell(ReadingGroup group) => Committed?.Invoke(group);

    /// <summary>Notes a failure; <see langword="true"/> when it is new.</summary>
    public bool Fail(string reason)
    {
        var isNew = _failure != reason;
        _failure = reason;
        return isNew;
    }

    /// <summary>Notes that storing works; <see langword="true"/> when it did not before.</summary>
    public bool Recover()
    {
        if (_failure is null) return false;
        _failure = null;
        return true;
    }
}
