using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Portal;

/// <summary>
/// The set-up step by step: network, gateway, code, and only then the flash. One thread serves the page and hands in
/// what was typed, another does the steps, which may each take as long as their deadline.
/// </summary>
internal sealed class SetupFlow
{
    /// <summary>A radio listens half a second on each of 13 channels.</summary>
    public const int ScanTimeoutMs = 12000;

    /// <summary>The radio gives up after 20 s; the address may take some more.</summary>
    public const int JoinTimeoutMs = 30000;

    private readonly object _gate = new object();
    private readonly IStation _station;
    private readonly INetwork _network;
    private readonly SetupChecks _checks;
    private readonly ISignal _wake;
    private readonly bool _isEnrolled;
    private SetupState _state = SetupState.Asking;
    private SetupOutcome _outcome = SetupOutcome.None;
    private SetupForm _form = new SetupForm();
    private SetupForm? _joined;
    private WifiNetwork[] _networks = new WifiNetwork[0];
    private bool _scanDue = true;

    public SetupFlow(IStation station, INetwork network, SetupChecks checks, ISignal wake, DeviceConfiguration? stored)
    {
        _station = station;
        _network = network;
        _checks = checks;
        _wake = wake;
        _isEnrolled = stored != null;
        if (stored != null)
        {
            _form.Ssid = stored.WifiSsid;
            _form.Password = stored.WifiPassword;
            _form.Gateway = stored.Gateway;
        }
    }

    /// <summary>Where the set-up is.</summary>
    public SetupState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Whether something is being checked, which is not to be interrupted.</summary>
    public bool IsBusy => State == SetupState.Joining || State == SetupState.Enrolling;

    /// <summary>Takes what was typed; nothing happens while an earlier attempt is checked or all is done.</summary>
    public void Submit(SetupForm form)
    {
        lock (_gate)
        {
            if (_state != SetupState.Asking)
            {
                return;
            }

            // The page never holds the password, so an empty one for the same network is the one that is known.
            if (form.Password.Length == 0 && form.Ssid == _form.Ssid)
            {
                form.Password = _form.Password;
            }

            _form = form;
            _outcome = form.Check();
            if (_outcome == SetupOutcome.None)
            {
                _state = SetupState.Joining;
            }
            else if (_outcome == SetupOutcome.InvalidPassword)
            {
                _form.Password = string.Empty;
            }
        }

        _wake.Set();
    }

    /// <summary>Asks for a new look at the networks in reach.</summary>
    public void RequestScan()
    {
        lock (_gate)
        {
            _scanDue = _scanDue || _state == SetupState.Asking;
        }

        _wake.Set();
    }

    /// <summary>Does the next step; <see langword="false"/> where there is none. On one thread only.</summary>
    public bool Step()
    {
        if (IsScanDue)
        {
            Scan();
            return true;
        }

        switch (State)
        {
            case SetupState.Joining:
                Join();
                return true;
            case SetupState.Enrolling:
                End(_checks.Run(_form));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Waits for something to do.</summary>
    public void Wait(int milliseconds) => _wake.Wait(milliseconds);

    /// <summary>Ends a wait.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Fills in how the set-up is.</summary>
    public void Show(SetupView view)
    {
        lock (_gate)
        {
            view.State = _state;
            view.Outcome = _outcome;
            view.Networks = _networks;
            view.IsScanning = _scanDue;
            view.Form = _form;
            view.IsEnrolled = _isEnrolled;
        }
    }

    private bool IsScanDue
    {
        get
        {
            lock (_gate)
            {
                return _scanDue;
            }
        }
    }

    private void Scan()
    {
        WifiNetwork[] found = NetworkList.Of(_station.Scan(ScanTimeoutMs));
        lock (_gate)
        {
            _networks = found;
            _scanDue = false;
        }
    }

    // Joining again would take the phone off the air again: both share one radio and its channel.
    private void Join()
    {
        bool isThere = _joined != null && _network.IsUp && _joined.Ssid == _form.Ssid && _joined.Password == _form.Password;
        JoinResult result = isThere ? JoinResult.Joined : _station.Join(_form.Ssid, _form.Password, JoinTimeoutMs);
        _joined = result == JoinResult.Joined ? _form : null;
        if (_joined == null)
        {
            End(OutcomeOf(result));
            return;
        }

        lock (_gate)
        {
            _state = SetupState.Enrolling;
        }
    }

    private void End(SetupOutcome outcome)
    {
        lock (_gate)
        {
            _outcome = outcome;
            _state = outcome == SetupOutcome.Done ? SetupState.Done : SetupState.Asking;
            if (outcome == SetupOutcome.WrongPassword)
            {
                _form.Password = string.Empty;
            }
        }
    }

    private static SetupOutcome OutcomeOf(JoinResult result)
    {
        switch (result)
        {
            case JoinResult.WrongPassword: return SetupOutcome.WrongPassword;
            case JoinResult.NotFound: return SetupOutcome.NetworkNotFound;
            case JoinResult.NoAddress: return SetupOutcome.NoAddress;
            default: return SetupOutcome.NotJoined;
        }
    }
}
