using PlantOps.Contracts.Telemetry;
using PlantOps.Contracts.Topics;
using PlantOps.Device.Core.Buffering;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Publishing;

/// <summary>
/// Moves readings from the buffer to the gateway. At most four messages are under way, because the MQTT library's own
/// queue has no bound; readings leave the buffer only when the gateway has acknowledged them. The newest go first, so
/// that after an outage the present is seen at once and the rest follows beside it.
/// </summary>
internal sealed class Publisher
{
    public const int Window = 4;
    public const int MaxReadings = 20;
    public const int MaxBytes = 4096;

    private readonly ReadingBuffer _buffer;
    private readonly Outbox _outbox;
    private readonly IClock _clock;
    private readonly int _timeoutMs;
    private readonly TelemetryReading[] _readings = new TelemetryReading[MaxReadings];
    private readonly ReadingBatch?[] _batches = new ReadingBatch?[Window];
    private readonly int[] _messageIds = new int[Window];
    private readonly long[] _sentMs = new long[Window];

    /// <param name="buffer">Where readings come from.</param>
    /// <param name="outbox">Where messages go; it holds at least <see cref="MaxBytes"/>.</param>
    /// <param name="clock">The device's time.</param>
    /// <param name="timeoutMs">How long an acknowledgement may take before the connection counts as dead.</param>
    public Publisher(ReadingBuffer buffer, Outbox outbox, IClock clock, int timeoutMs)
    {
        _buffer = buffer;
        _outbox = outbox;
        _clock = clock;
        _timeoutMs = timeoutMs;
        for (int i = 0; i < MaxReadings; i++)
        {
            _readings[i] = new TelemetryReading();
        }
    }

    /// <summary>Readings acknowledged since this start.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Sends what there is, as far as the window allows.</summary>
    public void Pump()
    {
        for (int slot = 0; slot < Window; slot++)
        {
            if (_batches[slot] == null && !Send(slot))
            {
                return;
            }
        }
    }

    /// <summary>The gateway has a message; <see langword="false"/> where it was not one of these.</summary>
    public bool Acknowledge(int messageId)
    {
        for (int slot = 0; slot < Window; slot++)
        {
            ReadingBatch? batch = _batches[slot];
            if (batch != null && _messageIds[slot] == messageId)
            {
                _batches[slot] = null;
                _buffer.Settle(batch);
                Acknowledged += batch.Count;
                return true;
            }
        }

        return false;
    }

    /// <summary>The connection is gone: what was under way is to be sent again.</summary>
    public void Reset()
    {
        for (int slot = 0; slot < Window; slot++)
        {
            ReadingBatch? batch = _batches[slot];
            if (batch != null)
            {
                _batches[slot] = null;
                _buffer.Release(batch, 0);
            }
        }
    }

    /// <summary>Milliseconds until the next acknowledgement is overdue, 0 or less once it is; the whole time allowed where none is awaited.</summary>
    public int MsToDeadline()
    {
        long left = _timeoutMs;
        for (int slot = 0; slot < Window; slot++)
        {
            long mine = _sentMs[slot] + _timeoutMs - _clock.UptimeMs;
            if (_batches[slot] != null && mine < left)
            {
                left = mine;
            }
        }

        return (int)left;
    }

    private bool Send(int slot)
    {
        ReadingBatch? batch = _buffer.Take(_readings, _clock.UptimeMs);
        if (batch == null)
        {
            return false;
        }

        ReadingBatch fitting = Write(batch);
        int messageId = _outbox.Send(TopicKind.Telemetry, false);
        if (messageId < 0)
        {
            _buffer.Release(fitting, 0);
            return false;
        }

        _batches[slot] = fitting;
        _messageIds[slot] = messageId;
        _sentMs[slot] = _clock.UptimeMs;
        return true;
    }

    // Readings with many flags are long: half of them at a time until they fit.
    private ReadingBatch Write(ReadingBatch batch)
    {
        int count = batch.Count;
        do
        {
            _outbox.Json.Reset();
            TelemetryMessage.Write(_outbox.Json, _readings, count);
        }
        while (_outbox.Json.Overflowed && (count /= 2) > 0);

        if (count == batch.Count)
        {
            return batch;
        }

        _buffer.Release(batch, count);
        return new ReadingBatch(batch.Segment, batch.First, count);
    }
}
