using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Buffering;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Sampling;

/// <summary>Takes a reading at each interval and puts it into the buffer, whatever the network does.</summary>
internal sealed class Sampler
{
    private readonly object _gate = new object();
    private readonly Measurement _measurement;
    private readonly IClock _clock;
    private readonly TelemetryReading _reading = new TelemetryReading();
    private readonly long _boot;
    private long _sequence;
    private long _dueMs;
    private int _intervalS;

    /// <param name="measurement">What is measured.</param>
    /// <param name="buffer">Where readings go.</param>
    /// <param name="clock">The device's time.</param>
    /// <param name="boot">Number of this start.</param>
    /// <param name="intervalS">Seconds between readings.</param>
    public Sampler(Measurement measurement, ReadingBuffer buffer, IClock clock, long boot, int intervalS)
    {
        _measurement = measurement;
        Buffer = buffer;
        _clock = clock;
        _boot = boot;
        _intervalS = intervalS;
        _dueMs = clock.UptimeMs > measurement.SettleMs ? clock.UptimeMs : measurement.SettleMs;
        Wake = clock.NewSignal();
    }

    /// <summary>Set when the sampling loop should look again before its time.</summary>
    public ISignal Wake { get; }

    /// <summary>Where readings go.</summary>
    public ReadingBuffer Buffer { get; }

    /// <summary>Readings stored since this start.</summary>
    public long Stored { get; private set; }

    /// <summary>Readings taken since this start, stored or not.</summary>
    public long Taken { get; private set; }

    /// <summary>When the next reading is due, in running time.</summary>
    public long DueMs
    {
        get
        {
            lock (_gate)
            {
                return _dueMs;
            }
        }
    }

    /// <summary>How long after the start every fitted sensor gives what it really measures.</summary>
    public int SettleMs => _measurement.SettleMs;

    /// <summary>How raw soil values become percent.</summary>
    public SoilCalibration Calibration => _measurement.Calibration;

    /// <summary>Other points of every soil probe from now on; the caller has checked them.</summary>
    public void Calibrate(SettingValues settings) => _measurement.Calibrate(settings);

    /// <summary>Seconds between readings.</summary>
    public int IntervalS
    {
        get => _intervalS;
        set
        {
            lock (_gate)
            {
                _dueMs += (value - _intervalS) * 1000L;
                _intervalS = value;
            }

            Wake.Set();
        }
    }

    /// <summary>Goes on counting after a reading of the same boot.</summary>
    public void ContinueAfter(long sequence) => _sequence = sequence;

    /// <summary>Takes a reading if it is time; returns the milliseconds until the next.</summary>
    public int Step()
    {
        lock (_gate)
        {
            long now = _clock.UptimeMs;
            if (now >= _dueMs)
            {
                Take();

                // The interval is kept from due time to due time; what was slept through is not made up for.
                long interval = _intervalS * 1000L;
                _dueMs += (((now - _dueMs) / interval) + 1) * interval;
            }

            long wait = _dueMs - _clock.UptimeMs;
            return wait > 0 ? (int)wait : 0;
        }
    }

    /// <summary>Takes a reading now, beside the interval; whether it was stored.</summary>
    public bool TakeNow()
    {
        lock (_gate)
        {
            return Take();
        }
    }

    /// <summary>Reads the soil probe for a calibration point; <see langword="null"/> where none is fitted.</summary>
    public SoilSampler? SampleSoil()
    {
        lock (_gate)
        {
            return _measurement.SampleSoil();
        }
    }

    private bool Take()
    {
        _reading.Clear();
        _reading.Boot = _boot;
        _reading.Sequence = ++_sequence;
        _reading.TimestampMs = _clock.UnixMs;
        long now = _clock.UptimeMs;
        _measurement.Run(_reading, now);
        bool stored = Buffer.Append(_reading, now);
        Stored += stored ? 1 : 0;
        Taken++;
        return stored;
    }
}
