using System;
using PlantOps.Contracts.Json;
using PlantOps.Contracts.Telemetry;
using PlantOps.Contracts.Topics;
using PlantOps.Device.Core.Buffering;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Publishing;

/// <summary>
/// Moves readings from the buffer to the gateway. One message is under way: the MQTT library's own queue has no bound,
/// it keeps a message twice until its acknowledgement, and the heap has no room for more. Readings leave the buffer
/// only when the gateway has acknowledged them. The newest go first, so that after an outage the present is seen at
/// once and the rest follows beside it.
/// </summary>
internal sealed class Publisher
{
    public const int MaxReadings = 20;
    public const int MaxBytes = 4096;

    private readonly ReadingBuffer _buffer;
    private readonly Outbox _outbox;
    private readonly IClock _clock;
    private readonly int _timeoutMs;

    // Made as they are needed; between batches the first of them is enough.
    private readonly TelemetryReading?[] _readings = new TelemetryReading?[MaxReadings];
    private ReadingBatch? _underWay;
    private int _messageId;
    private long _sentMs;

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
    }

    /// <summary>Readings acknowledged since this start.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Sends what there is, where nothing is under way.</summary>
    public void Pump()
    {
        ReadingBatch? batch = _underWay == null ? _buffer.Take(_readings, _clock.UptimeMs) : null;
        if (batch == null)
        {
            return;
        }

        ReadingBatch fitting = Write(batch);
        Array.Clear(_readings, 1, MaxReadings - 1);
        int messageId = _outbox.Send(TopicKind.Telemetry, false);
        if (messageId < 0)
        {
            _buffer.Release(fitting, 0);
            return;
        }

        _underWay = fitting;
        _messageId = messageId;
        _sentMs = _clock.UptimeMs;
    }

    /// <summary>The gateway has a message; <see langword="false"/> where it was not one of these.</summary>
    public bool Acknowledge(int messageId)
    {
        ReadingBatch? batch = _underWay;
        if (batch == null || _messageId != messageId)
        {
            return false;
        }

        _underWay = null;
        _buffer.Settle(batch);
        Acknowledged += batch.Count;
        return true;
    }

    /// <summary>The connection is gone: what was under way is to be sent again.</summary>
    public void Reset()
    {
        ReadingBatch? batch = _underWay;
        if (batch != null)
        {
            _underWay = null;
            _buffer.Release(batch, 0);
        }
    }

    /// <summary>
    /// Milliseconds until the acknowledgement is overdue, 0 or less once it is; the whole time allowed where none is awaited.
    /// </summary>
    public int MsToDeadline() => _underWay == null ? _timeoutMs : (int)(_sentMs + _timeoutMs - _clock.UptimeMs);

    // Readings with many flags are long: half of them at a time until they fit.
    private ReadingBatch Write(ReadingBatch batch)
    {
        int count = batch.Count;
        JsonWriter json = _outbox.Begin(count > 1);
        TelemetryMessage.Write(json, _readings!, count);
        while (json.Overflowed && count > 1)
        {
            count /= 2;
            json.Reset();
            TelemetryMessage.Write(json, _readings!, count);
        }

        if (count == batch.Count)
        {
            return batch;
        }

        _buffer.Release(batch, count);
        return new ReadingBatch(batch.Segment, batch.First, count);
    }
}
