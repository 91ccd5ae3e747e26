using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Telemetry.Inputs;

/// <summary>
/// How one device's messages are read since the gateway's start: what its clock is like, and what was ignored or doubted. Holds
/// at most <see cref="MaxKept"/> kinds of that, the latest; the least lately seen goes first.
/// </summary>
internal sealed class DeviceInput
{
    /// <summary>Kinds of problems and of ignored fields that are remembered.</summary>
    public const int MaxKept = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Field, string Problem), InputProblem> _problems = [];
    private volatile ReadingRules _rules;
    private long _doubted;
    private long _unreadable;

    public DeviceInput() => _rules = new ReadingRules(Clock, null);

    public DeviceClock Clock { get; } = new();

    /// <summary>How its messages are read as they arrive.</summary>
    public ReadingRules Rules => _rules;

    /// <summary>Reads fields by another mapping from now on; those that it has are ignored no more.</summary>
    public void Map(MappedFields? mapped)
    {
        _rules = new ReadingRules(Clock, mapped);
        if (mapped is null) return;
        lock (_gate)
        {
            foreach (var key in _problems.Keys.Where(key => key.Problem == InputProblems.Ignored && mapped.Has(key.Field))
                .ToList())
                _problems.Remove(key);
        }
    }

    /// <summary>Takes note of what was ignored or doubted of a message.</summary>
    public void Note(InputNotes notes, long now)
    {
        lock (_gate)
        {
            foreach (var note in notes.All)
            {
                if (note.Problem != InputProblems.Ignored) _doubted += note.Count;
                var key = (note.Field, note.Problem);
                if (!_problems.TryGetValue(key, out var problem))
                {
                    if (_problems.Count == MaxKept) _problems.Remove(_problems.MinBy(pair => pair.Value.LastAt).Key);
                    _problems.Add(key, problem = new InputProblem(note.Field, note.Problem));
                }

                problem.Count += note.Count;
                (problem.Example, problem.LastAt) = (note.Example, now);
            }
        }
    }

    /// <summary>Takes note of a message of which nothing could be read.</summary>
    public void Unreadable() => Interlocked.Increment(ref _unreadable);

    /// <summary>What there is to say of it; the latest first.</summary>
    public InputReport Report()
    {
        lock (_gate)
        {
            return new InputReport(
                Clock.Ahead, _doubted, Interlocked.Read(ref _unreadable),
                [
                    .. _problems.Values
                        .OrderByDescending(problem => problem.LastAt)
                        .ThenBy(problem => problem.Field, StringComparer.Ordinal)
                        .Select(problem => problem.Copy()),
                ]);
        }
    }
}

/// <summary>Something that was ignored or doubted, and how often.</summary>
internal sealed class InputProblem(string name, string problem)
{
    public string Field => name;

    /// <summary>One of <see cref="InputProblems"/>.</summary>
    public string Problem => problem;

    public long Count { get; set; }

    public string Example { get; set; } = string.Empty;

    /// <summary>Unix milliseconds UTC.</summary>
    public long LastAt { get; set; }

    public InputProblem Copy() => new(name, problem) { Count = Count, Example = Example, LastAt = LastAt };
}

/// <summary>How a device's messages were read since the gateway's start.</summary>
/// <param name="ClockAhead">Milliseconds; negative where its clock is behind, 0 where it seems right.</param>
/// <param name="Doubted">Values and readings that were not taken as they came.</param>
/// <param name="Unreadable">Messages of which nothing could be read.</param>
/// <param name="Problems">What was wrong, and what was ignored.</param>
internal sealed record InputReport(long ClockAhead, long Doubted, long Unreadable, IReadOnlyList<InputProblem> Problems);
