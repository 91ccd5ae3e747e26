using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Portal;

/// <summary>
/// The portal from opening to closing. It has two loops, each for a thread of its own: pages are served while a network
/// is being tried. Beside a stored configuration it closes after ten minutes; without one there is nothing else to do.
/// </summary>
internal sealed class SetupPortal
{
    /// <summary>How long it stays open beside a stored configuration.</summary>
    public const int OpenMs = 10 * 60000;

    /// <summary>How long a phone that lost the access point has to come back and see that all went well.</summary>
    public const int FarewellMs = 2 * 60000;

    /// <summary>How long it stays open once that was seen.</summary>
    public const int SeenMs = 5000;

    // A phone that has something to say is noticed after so long.
    private const int AcceptMs = 50;
    private const int IdleMs = 1000;

    private readonly PortalEdges _edges;
    private readonly IClock _clock;
    private readonly SetupFlow _flow;
    private readonly PortalPages _pages;
    private readonly string _name;
    private readonly bool _closesByItself;
    private PortalServer? _server;
    private long _openedMs;
    private long _doneMs = -1;
    private long _seenMs = -1;
    private bool _stopped;

    /// <summary>A portal that is not open yet.</summary>
    /// <param name="name">Name of its access point.</param>
    /// <param name="closesByItself">Whether it closes after <see cref="OpenMs"/>.</param>
    public SetupPortal(PortalEdges edges, IClock clock, SetupFlow flow, string name, bool closesByItself)
    {
        _edges = edges;
        _clock = clock;
        _flow = flow;
        _name = name;
        _closesByItself = closesByItself;
        _pages = new PortalPages(flow, name, edges.AccessPoint.Authority);
    }

    /// <summary>Where phones find it, in words: its Wi-Fi and its address.</summary>
    public string Whereabouts => string.Concat(_name, ", http://", _edges.AccessPoint.Authority, "/");

    /// <summary>Whether a new configuration is stored; it is in force after the next start.</summary>
    public bool IsDone => _flow.State == SetupState.Done;

    /// <summary>What goes on measuring meanwhile; <see langword="null"/> where nothing does.</summary>
    public MeasuringBeside? Beside { get; set; }

    /// <summary>Opens the access point and listens in it.</summary>
    public AccessPointState Open()
    {
        AccessPointState state = _edges.AccessPoint.Open(_name);
        if (state != AccessPointState.Open)
        {
            return state;
        }

        if (!_edges.Listener.Open())
        {
            _edges.AccessPoint.Close();
            return AccessPointState.Failed;
        }

        _server = new PortalServer(_edges.Listener, _clock, _pages);
        _openedMs = _clock.UptimeMs;
        return AccessPointState.Open;
    }

    /// <summary>Serves pages until it is over, then closes everything.</summary>
    public void RunServing()
    {
        while (!IsOver())
        {
            ServeOnce(AcceptMs);
            Beside?.Step();
        }

        _flow.Wake();
        _server?.Close();
        _edges.Listener.Close();
        _edges.AccessPoint.Close();
    }

    /// <summary>Checks what is handed in until it is over.</summary>
    public void RunChecking()
    {
        while (!IsOver())
        {
            if (!CheckOnce())
            {
                _flow.Wait(IdleMs);
            }
        }
    }

    /// <summary>One turn of <see cref="RunServing"/>.</summary>
    public void ServeOnce(int timeoutMs) => _server?.Step(timeoutMs);

    /// <summary>One turn of <see cref="RunChecking"/>; <see langword="false"/> where there was nothing to do.</summary>
    public bool CheckOnce() => _flow.Step();

    /// <summary>Ends both loops soon.</summary>
    public void Stop()
    {
        _stopped = true;
        _flow.Wake();
    }

    /// <summary>Whether it closes now. What is being checked is seen to its end first, which has its own deadlines.</summary>
    public bool IsOver()
    {
        if (_stopped)
        {
            return true;
        }

        long now = _clock.UptimeMs;
        if (IsDone)
        {
            _doneMs = _doneMs < 0 ? now : _doneMs;
            _seenMs = _seenMs < 0 && _pages.WasDoneShown ? now : _seenMs;
            return now - _doneMs >= FarewellMs || (_seenMs >= 0 && now - _seenMs >= SeenMs);
        }

        return _closesByItself && !_flow.IsBusy && now - _openedMs >= OpenMs;
    }
}
