using PlantOps.Device.Core.Configuration;

namespace PlantOps.Device.Core.Connecting;

/// <summary>
/// Which CA the next attempt trusts. While there are two, the new one has the first turn of each connection, so that it
/// is put to the test even where the gateway's certificate can be traced to both; and attempts take turns, because a
/// gateway shows its new certificate when it likes. The new CA stands alone as soon as a connection has been made with
/// it, and the old one goes only then. So neither a renewal nor a wrong CA ever strands the device.
/// </summary>
internal sealed class TrustedCa
{
    private readonly DeviceConfiguration _configuration;
    private readonly ConfigurationStore _store;
    private readonly IEventLog _log;
    private bool _nextsTurn = true;

    public TrustedCa(DeviceConfiguration configuration, ConfigurationStore store, IEventLog log)
    {
        _configuration = configuration;
        _store = store;
        _log = log;
    }

    /// <summary>The CA to trust now.</summary>
    public string Pem => UsesNext ? _configuration.NextCaPem : _configuration.CaPem;

    private bool UsesNext => _nextsTurn && _configuration.NextCaPem.Length > 0;

    /// <summary>A connection was made, or refused by someone whom <see cref="Pem"/> vouches for.</summary>
    public void Worked()
    {
        bool next = UsesNext;
        _nextsTurn = true;
        if (!next)
        {
            return;
        }

        _configuration.CaPem = _configuration.NextCaPem;
        _configuration.NextCaPem = string.Empty;
        bool kept = _store.Save(_configuration);
        _log.Write(
            kept
                ? "the new CA has taken the place of the old one"
                : "the new CA could not be stored; it takes its turn again after the next start");
    }

    /// <summary>No connection was made.</summary>
    public void Failed() => _nextsTurn = !UsesNext;
}
