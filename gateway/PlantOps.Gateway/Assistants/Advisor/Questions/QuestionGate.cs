using PlantOps.Gateway.Access;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>
/// How many questions are worked on at a time, of one person or program and in all, and how many one may ask in a while: each
/// costs its owner money.
/// </summary>
internal sealed class QuestionGate(TimeProvider time)
{
    /// <summary>Of a problem: somebody asks too much.</summary>
    public const string TooMany = "too_many_questions";

    /// <summary>At a time, of one.</summary>
    public const int MaxOfOne = 2;

    /// <summary>At a time, in all.</summary>
    public const int MaxInAll = 4;

    /// <summary>One may ask so many at once, and then one more each <see cref="Pace"/>.</summary>
    public const int Burst = 10;

    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Asker> _askers = [];
    private int _open;

    /// <summary>Lets somebody ask, until what it gives is disposed of; or says how long to wait.</summary>
    public (IDisposable? Turn, TimeSpan Wait) Enter(Principal who)
    {
        var key = $"{who.Kind} {who.Id ?? who.Name}";
        lock (_lock)
        {
            Forget();
            if (_open >= MaxInAll) return (null, Busy);
            if (!_askers.TryGetValue(key, out var asker))
                _askers[key] = asker = new Asker { Left = Burst, At = time.GetTimestamp() };
            Refill(asker);
            if (asker.Open >= MaxOfOne) return (null, Busy);
            if (asker.Left < 1) return (null, Pace * (1 - asker.Left));
            asker.Left--;
            asker.Open++;
            _open++;
            return (new Turn(this, asker), TimeSpan.Zero);
        }
    }

    private void Refill(Asker asker)
    {
        var now = time.GetTimestamp();
        asker.Left = Math.Min(Burst, asker.Left + (time.GetElapsedTime(asker.At, now) / Pace));
        asker.At = now;
    }

    // Who has asked nothing for long counts as who never did.
    private void Forget()
    {
        var now = time.GetTimestamp();
        foreach (var (key, asker) in _askers)
        {
            if (asker.Open == 0 && time.GetElapsedTime(asker.At, now) >= Pace * Burst) _askers.Remove(key);
        }
    }

    private void Leave(Asker asker)
    {
        lock (_lock)
        {
            asker.Open--;
            _open--;
        }
    }

    private sealed class Asker
    {
        public double Left { get; set; }

        public long At { get; set; }

        public int Open { get; set; }
    }

    private sealed class Turn(QuestionGate gate, Asker asker) : IDisposable
    {
        private Asker? _asker = asker;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _asker, null) is { } left) gate.Leave(left);
        }
    }
}
