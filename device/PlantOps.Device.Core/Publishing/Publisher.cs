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
/// only when the gateway has them on disk: with its own broker that is the PUBACK, with another one a notice of the
/// gateway's, which comes as soon after the message; where none comes they are sent again, later each time. The newest
/// go first, so that after an outage the present is seen at once and the rest follows beside it.
/// </summary>
internal sealed class Publisher
{
    public const int MaxReadings = 20;
    public const int MaxBytes = 4096;

    /// <summary>How long the gateway may take to store what the broker has; twice that each time it was sent again.</summary>
    public const int FirstResendMs = 30 * 1000;

    /// <summary>The longest that it is given.</summary>
    public const int LongestResendMs = 10 * 60 * 1000;

    private const int NoMessage = -1;

    private readonly ReadingBuffer _buffer;
    private readonly Outbox _outbox;
    private readonly IClock _clock;
    private readonly int _timeoutMs;

    // Made as they are needed; between batches the first of them is enough.
    private readonly TelemetryReading?[] _readings = new TelemetryReading?[MaxReadings];
    private ReadingBatch? _underWay;

    // Their numbers, until a notice covers them; null where the PUBACK is enough.
    private readonly long[]? _unstored;
    private long _boot;
    private int _messageId = NoMessage;
    private long _sentMs;
    private int _resendMs = FirstResendMs;

    /// <param name="buffer">Where readings come from.</param>
    /// <param name="outbox">Where messages go; it holds at least <see cref="MaxBytes"/>.</param>
    /// <param name="clock">The device's time.</param>
    /// <param name="timeoutMs">How long an acknowledgement may take before the connection counts as dead.</param>
    /// <param name="waitsForStored">Whether readings are kept until the gateway says that they are stored.</param>
    public Publisher(ReadingBuffer buffer, Outbox outbox, IClock clock, int timeoutMs, bool waitsForStored)
    {
        _unstored = waitsForStored ? new long[MaxReadings] : null;
        _buffer = buffer;
        _outbox = outbox;
        _clock = clock;
        _timeoutMs = timeoutMs;
    }

    /// <summary>Readings acknowledged since this start.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Whether the PUBACK is not enough.</summary>
    public bool WaitsForStored => _unstored != null;

    private bool WaitsAtBroker => _underWay != null && _messageId == NoMessage;

    /// <summary>Sends what there is, where nothing is under way.</summary>
    public void Pump()
    {
        if (WaitsAtBroker && _clock.UptimeMs >= _sentMs + _resendMs)
        {
            Release();
            _resendMs = _resendMs < LongestResendMs / 2 ? _resendMs * 2 : LongestResendMs;
        }

        bool isIdle = _underWay == null && _messageId == NoMessage;
        ReadingBatch? batch = isIdle ? _buffer.Take(_readings, _clock.UptimeMs) : null;
        if (batch == null)
        {
            return;
        }

        ReadingBatch fitting = Write(batch);
        Note(fitting.Count);
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

    /// <summary>The broker has a message; <see langword="false"/> where it was not one of these.</summary>
    public bool Acknowledge(int messageId)
    {
        if (_messageId == NoMessage || _messageId != messageId)
        {
            return false;
        }

        _messageId = NoMessage;
        if (!WaitsForStored)
        {
            Settle();
        }

        return true;
    }

    /// <summary>A gateway says what is on its disk.</summary>
    public void Stored(byte[] payload)
    {
        // Of an earlier message, or of one that was sent twice: it is settled already.
        StoredNotice? notice = _underWay == null || _unstored == null ? null : StoredNotice.Parse(payload);
        if (notice == null || notice.Boot != _boot)
        {
            return;
        }

        int left = 0;
        for (int i = 0; i < _underWay!.Count; i++)
        {
            if (_unstored![i] >= 0 && notice.Covers(_unstored[i]))
            {
                _unstored[i] = -1;
            }

            left += _unstored[i] < 0 ? 0 : 1;
        }

        if (left == 0)
        {
            _resendMs = FirstResendMs;
            Settle();
        }
    }

    /// <summary>The connection is gone: what was under way is to be sent again.</summary>
    public void Reset()
    {
        _messageId = NoMessage;
        _resendMs = FirstResendMs;
        Release();
    }

    /// <summary>
    /// Milliseconds until the PUBACK is overdue, 0 or less once it is; the whole time allowed where none is awaited.
    /// </summary>
    public int MsToDeadline() => _messageId == NoMessage ? _timeoutMs : (int)(_sentMs + _timeoutMs - _clock.UptimeMs);

    /// <summary>
    /// Milliseconds until what the broker has and the gateway has not stored is sent again; a long time where there is none.
    /// </summary>
    public int MsToResend()
    {
        long wait = WaitsAtBroker ? _sentMs + _resendMs - _clock.UptimeMs : LongestResendMs;
        return wait > 1 ? (int)wait : 1;
    }

    private void Settle()
    {
        ReadingBatch? batch = _underWay;
        if (batch != null)
        {
            _underWay = null;
            _buffer.Settle(batch);
            Acknowledged += batch.Count;
        }
    }

    private void Release()
    {
        ReadingBatch? batch = _underWay;
        if (batch != null)
        {
            _underWay = null;
            _buffer.Release(batch, 0);
        }
    }

    private void Note(int count)
    {
        _boot = _readings[0]!.Boot;
        for (int i = 0; i < count && _unstored != null; i++)
        {
            _unstored[i] = _readings[i]!.Sequence;
        }
    }

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
