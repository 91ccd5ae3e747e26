using PlantOps.Device.Core.Buffering;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core;

/// <summary>
/// A device that measures and publishes. It has two loops, each for a thread of its own, so that a connection that
/// hangs never delays a reading.
/// </summary>
internal sealed class DeviceRun
{
    private readonly Sampler _sampler;
    private readonly Uplink _uplink;
    private readonly UplinkParts _parts;
    private readonly ReadingBuffer _buffer;
    private bool _stopped;
    private bool _samplingStopped;

    public DeviceRun(Sampler sampler, Uplink uplink, UplinkParts parts, ReadingBuffer buffer)
    {
        _sampler = sampler;
        _uplink = uplink;
        _parts = parts;
        _buffer = buffer;
    }

    /// <summary>Readings stored since this start.</summary>
    public long Stored => _sampler.Stored;

    /// <summary>Readings acknowledged since this start.</summary>
    public long Acknowledged => _parts.Publisher.Acknowledged;

    /// <summary>Readings that wait for their acknowledgement.</summary>
    public int Pending => _buffer.Pending;

    /// <summary>Readings given up since the enrolment.</summary>
    public long Lost => _buffer.Lost;

    /// <summary>The gateway told the device to restart.</summary>
    public bool RestartRequested => _parts.Instructions.RestartRequested;

    /// <summary>Takes readings until <see cref="Stop"/>.</summary>
    public void RunSampling()
    {
        while (!_stopped && !_samplingStopped)
        {
            int wait = _sampler.Step();
            _parts.Inbox.Wake.Set();
            _sampler.Wake.Wait(wait);
        }
    }

    /// <summary>Publishes until <see cref="Stop"/> or until a restart was requested.</summary>
    public void RunUplink()
    {
        while (!_stopped && !RestartRequested)
        {
            int wait = _uplink.Step();
            if (!_stopped && wait > 0)
            {
                _parts.Inbox.Wake.Wait(wait);
            }
        }
    }

    /// <summary>Ends sampling soon; what is buffered still goes out.</summary>
    public void StopSampling()
    {
        _samplingStopped = true;
        _sampler.Wake.Set();
    }

    /// <summary>Ends both loops soon.</summary>
    public void Stop()
    {
        _stopped = true;
        _sampler.Wake.Set();
        _parts.Inbox.Wake.Set();
    }

    /// <summary>After both loops have ended: leaves the gateway in order.</summary>
    public void Close(int patienceMs) => _uplink.Close(patienceMs);
}
