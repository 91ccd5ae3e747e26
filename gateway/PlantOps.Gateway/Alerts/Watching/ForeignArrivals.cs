using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>
/// Tells the gateways that judge plants of readings that came by this one. Costs the writer a lookup a message, and that only
/// where there are other gateways.
/// </summary>
internal sealed class ForeignArrivals : IFleetSource
{
    public const string Name = "arrived";

    /// <summary>Lines of one telling: what is more comes with the next, a fifth of a second later.</summary>
    private const int MaxLines = 16;

    private const char Between = ',';

    private readonly Lock _gate = new();
    private readonly WatchedPlants _plants;
    private readonly ArrivedReadings _arrived;
    private readonly HashSet<int> _streams = [];
    private FrozenSet<StreamId> _foreign = [];
    private int _looksToPassOn;

    public ForeignArrivals(WatchedPlants plants, ArrivedReadings arrived, IngestStatus ingest, GatewayFleet fleet)
    {
        (_plants, _arrived) = (plants, arrived);
        if (fleet.IsShared) ingest.Committed += Add;
    }

    public event Action? Ready;

    public string Kind => Name;

    /// <summary>
    /// Passes on what came while a plant was still thought to be this gateway's: after each look at plants, with what was to be
    /// looked at. What comes while a look begins is there with the next.
    /// </summary>
    public void PassOn(IReadOnlySet<StreamId> arrived)
    {
        var foreign = _plants.Foreign;
        if (foreign != _foreign) (_foreign, _looksToPassOn) = (foreign, 2);
        if (_looksToPassOn == 0) return;
        _looksToPassOn--;
        Add(arrived);
    }

    public void Hear(FleetMessage message)
    {
        var foreign = _plants.Foreign;
        foreach (var number in message.Lines.SelectMany(line => line.Split(Between)))
        {
            if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var stream)
                && !foreign.Contains(new StreamId(stream))) _arrived.Add(new StreamId(stream));
        }
    }

    public IReadOnlyList<string> Take()
    {
        var lines = new List<string>();
        lock (_gate)
        {
            var line = new StringBuilder();
            var taken = new List<int>();
            foreach (var stream in _streams)
            {
                if (line.Length > FleetMessages.MaxLine - 12)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                    if (lines.Count == MaxLines) break;
                }

                if (line.Length > 0) line.Append(Between);
                line.Append(CultureInfo.InvariantCulture, $"{stream}");
                taken.Add(stream);
            }

            if (line.Length > 0) lines.Add(line.ToString());
            foreach (var stream in taken) _streams.Remove(stream);
            if (_streams.Count == 0) return lines;
        }

        Ready?.Invoke();
        return lines;
    }

    /// <summary>Whoever may have missed any looks for itself.</summary>
    public void TellAll()
    {
    }

    private void Add(ReadingGroup group)
    {
        if (_plants.Foreign.Count > 0) Add(group.Readings.Select(readings => readings.Stream));
    }

    private void Add(IEnumerable<StreamId> streams)
    {
        var foreign = _plants.Foreign;
        var isNew = false;
        lock (_gate)
        {
            foreach (var stream in streams)
            {
                if (foreign.Contains(stream)) isNew |= _streams.Add(stream.Number);
            }
        }

        if (isNew) Ready?.Invoke();
    }
}
