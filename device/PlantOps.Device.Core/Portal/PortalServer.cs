using PlantOps.Device.Core.Portal.Http;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Portal;

/// <summary>
/// Serves phones with one thread. Browsers open connections ahead that stay silent for long; so a few are held at once,
/// and the ones that speak are served first.
/// </summary>
internal sealed class PortalServer
{
    private const int MaxConnections = 4;

    private readonly IConnection?[] _waiting = new IConnection?[MaxConnections];
    private readonly long[] _sinceMs = new long[MaxConnections];
    private readonly IListener _listener;
    private readonly IClock _clock;
    private readonly RequestReader _reader;
    private readonly PortalPages _pages;

    public PortalServer(IListener listener, IClock clock, PortalPages pages)
    {
        _listener = listener;
        _clock = clock;
        _reader = new RequestReader(clock);
        _pages = pages;
    }

    /// <summary>Serves who has come, waiting for somebody at most this long.</summary>
    public void Step(int timeoutMs)
    {
        IConnection? next = _listener.Accept(timeoutMs);
        if (next != null)
        {
            int place = FreePlace();
            _waiting[place] = next;
            _sinceMs[place] = _clock.UptimeMs;
        }

        for (int i = 0; i < MaxConnections; i++)
        {
            Look(i);
        }
    }

    /// <summary>Hangs up on whoever still waits.</summary>
    public void Close()
    {
        for (int i = 0; i < MaxConnections; i++)
        {
            HangUp(i);
        }
    }

    private void Look(int place)
    {
        IConnection? connection = _waiting[place];
        if (connection == null)
        {
            return;
        }

        if (connection.HasInput)
        {
            int status = _reader.Read(connection);
            if (status != HttpStatus.None)
            {
                _pages.Answer(connection, status, _reader);
            }

            HangUp(place);
        }
        else if (_clock.UptimeMs - _sinceMs[place] >= RequestReader.DeadlineMs)
        {
            HangUp(place);
        }
    }

    // Where all are taken, the one that has been silent longest has to go.
    private int FreePlace()
    {
        int oldest = 0;
        for (int i = 0; i < MaxConnections; i++)
        {
            if (_waiting[i] == null)
            {
                return i;
            }

            if (_sinceMs[i] < _sinceMs[oldest])
            {
                oldest = i;
            }
        }

        HangUp(oldest);
        return oldest;
    }

    private void HangUp(int place)
    {
        _waiting[place]?.Close();
        _waiting[place] = null;
    }
}
