using System.Text;

namespace PlantOps.Gateway.Fleet;

/// <summary>
/// What this gateway tells the others at once, in lines of text. A line may be lost with a connection: what must not be is in the
/// store as well. Where this gateway is alone nothing is kept and nothing sent.
/// </summary>
internal sealed class FleetMessages
{
    /// <summary>Bytes of a line in UTF-8; a notice of the database has room for 8,000 with what goes before.</summary>
    public const int MaxLine = 7_600;

    /// <summary>Bytes that wait to be sent; what is more is dropped and counted.</summary>
    public const int MaxWaiting = 4 << 20;

    /// <summary>Asks the others to tell all that they have told, because some of it may not have been heard.</summary>
    public const string Again = "again";

    private readonly Lock _gate = new();
    private readonly GatewayFleet _fleet;
    private readonly List<IFleetSource> _sources;
    private List<FleetLine> _waiting = [];
    private long _bytes;
    private long _dropped;

    public FleetMessages(GatewayFleet fleet, IEnumerable<IFleetSource> sources)
    {
        (_fleet, _sources) = (fleet, [.. sources]);
        if (!fleet.IsShared) return;
        foreach (var source in _sources) source.Ready += () => Waiting?.Invoke(false);
        fleet.Changed += TellAll;
    }

    /// <summary>Messages of others may have been missed: what is known of them only by messages may be wrong.</summary>
    public event Action? Missed;

    /// <summary>Wakes whoever sends: at once, or together with what comes soon after.</summary>
    public event Action<bool>? Waiting;

    /// <summary>Lines that were dropped since the start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Tells the others; returns at once.</summary>
    /// <param name="kind">What it is about, as its topic names it.</param>
    /// <param name="line">One line of at most <see cref="MaxLine"/> bytes.</param>
    /// <param name="to">The id of the only gateway that is to hear it; <see langword="null"/> for all others.</param>
    /// <param name="atOnce">Whether it is sent without waiting for more: somebody waits for it.</param>
    /// <returns>Whether it will be sent.</returns>
    public bool Send(string kind, string line, string? to = null, bool atOnce = false)
    {
        if (!_fleet.HasOthers) return false;
        var bytes = Encoding.UTF8.GetByteCount(line);
        lock (_gate)
        {
            if (bytes > MaxLine || _bytes + bytes > MaxWaiting)
            {
                _dropped++;
                return false;
            }

            _waiting.Add(new FleetLine(to, kind, line));
            _bytes += bytes;
        }

        Waiting?.Invoke(atOnce);
        return true;
    }

    /// <summary>All that there is to tell now.</summary>
    public IReadOnlyList<FleetLine> Take()
    {
        List<FleetLine> taken;
        lock (_gate)
        {
            (taken, _waiting) = (_waiting, []);
            _bytes = 0;
        }

        if (!_fleet.HasOthers) return [];
        foreach (var source in _sources) taken.AddRange(source.Take().Select(line => new FleetLine(null, source.Kind, line)));
        return taken;
    }

    /// <summary>This gateway hears the others from now on, and may have missed what they told before.</summary>
    public void Listening()
    {
        Missed?.Invoke();
        Send(Again, string.Empty, atOnce: true);

        // Another one may have asked for it meanwhile.
        TellAll();
    }

    /// <summary>Another gateway lacks what was told before.</summary>
    public void TellAll()
    {
        if (!_fleet.HasOthers) return;
        foreach (var source in _sources) source.TellAll();
        Waiting?.Invoke(false);
    }
}

/// <summary>Something that is told to other gateways and put together only when it is sent.</summary>
internal interface IFleetSource
{
    string Kind { get; }

    /// <summary>There is something to tell.</summary>
    event Action? Ready;

    /// <summary>
    /// What there is to tell since the last time, each line of at most <see cref="FleetMessages.MaxLine"/> bytes. What is much is
    /// told in parts: the rest the next time, for which it says that it is ready.
    /// </summary>
    IReadOnlyList<string> Take();

    /// <summary>What was told before is told once more, to somebody who has not heard it.</summary>
    void TellAll();
}

/// <param name="To">Who is to hear it; <see langword="null"/> for all others.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">Without a line's end.</param>
internal readonly record struct FleetLine(string? To, string Kind, string Text);

/// <summary>Lines of one kind in a notice: the sender, who is to hear it, the kind, and each line.</summary>
internal static class FleetNotice
{
    /// <summary>Bytes of a notice: PostgreSQL takes fewer than 8,000.</summary>
    public const int MaxBytes = 7_900;

    private const string All = "*";

    /// <summary>As few notices as have room for the lines, in their order within each kind.</summary>
    public static IEnumerable<string> Pack(string from, IEnumerable<FleetLine> lines)
    {
        foreach (var kind in lines.GroupBy(line => (line.To, line.Kind)))
        {
            var head = $"{from}\n{kind.Key.To ?? All}\n{kind.Key.Kind}";
            var (text, bytes) = (new StringBuilder(head), head.Length);
            foreach (var line in kind)
            {
                var more = Encoding.UTF8.GetByteCount(line.Text) + 1;
                if (bytes + more > MaxBytes && text.Length > head.Length)
                {
                    yield return text.ToString();
                    text.Clear().Append(head);
                    bytes = head.Length;
                }

                text.Append('\n').Append(line.Text);
                bytes += more;
            }

            yield return text.ToString();
        }
    }

    /// <summary>
    /// What a notice says to a gateway; <see langword="null"/> where it is its own, for another one or no such notice.
    /// </summary>
    public static FleetMessage? Read(string notice, string self)
    {
        var parts = notice.Split('\n');
        if (parts.Length < 4 || parts[0] == self || (parts[1] != All && parts[1] != self)) return null;
        return new FleetMessage(parts[0], parts[2], parts[3..]);
    }
}

/// <param name="From">Who tells it, by id.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Lines">What is told.</param>
internal sealed record FleetMessage(string From, string Kind, IReadOnlyList<string> Lines);

/// <summary>What is done with what other gateways tell.</summary>
/// <param name="Kind">Of which kind.</param>
/// <param name="Title">What is done: “Readings that came by others”.</param>
/// <param name="Hear">Does it; must not wait.</param>
internal sealed record FleetTopic(string Kind, string Title, Action<FleetMessage> Hear);
