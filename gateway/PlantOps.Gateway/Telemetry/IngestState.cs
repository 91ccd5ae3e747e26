namespace PlantOps.Gateway.Telemetry;

/// <summary>Whether readings can be stored now, and if not, why. Written by the writer, read by health checks.</summary>
internal sealed class IngestState
{
    private volatile string? _failure;

    /// <summary>Why nothing can be stored; <see langword="null"/> while storing works.</summary>
    public string? Failure => _failure;

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
