using PlantOps.Contracts.Topics;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Connecting;

/// <summary>
/// What the MQTT library's threads leave for the device's own: acknowledgements, the newest desired state, a few
/// commands and notices of what is stored. Bounded: a command that does not fit is never answered, and readings whose
/// acknowledgement does not fit are sent once more.
/// </summary>
internal sealed class Inbox : IMqttListener
{
    private const int Commands = 4;
    private const int Notices = 4;
    private const int Acknowledgements = 32;

    private readonly object _gate = new object();
    private readonly int[] _delivered = new int[Acknowledgements];
    private readonly byte[]?[] _commands = new byte[]?[Commands];
    private readonly byte[]?[] _notices = new byte[]?[Notices];
    private byte[]? _desired;
    private int _deliveredCount;
    private int _commandCount;
    private int _noticeCount;

    public Inbox(ISignal wake) => Wake = wake;

    /// <summary>Set when something has arrived.</summary>
    public ISignal Wake { get; }

    public void Delivered(int messageId)
    {
        lock (_gate)
        {
            if (_deliveredCount < Acknowledgements)
            {
                _delivered[_deliveredCount++] = messageId;
            }
        }

        Wake.Set();
    }

    public void Received(string topic, byte[]? payload)
    {
        DeviceTopic? parsed = DeviceTopic.Parse(topic);
        if (parsed == null || payload == null)
        {
            return;
        }

        lock (_gate)
        {
            if (parsed.Kind == TopicKind.Desired)
            {
                _desired = payload;
            }
            else if (parsed.Kind == TopicKind.Commands && _commandCount < Commands)
            {
                _commands[_commandCount++] = payload;
            }
            else if (parsed.Kind == TopicKind.Stored && _noticeCount < Notices)
            {
                _notices[_noticeCount++] = payload;
            }
        }

        Wake.Set();
    }

    public void Closed() => Wake.Set();

    /// <summary>The oldest acknowledged message id; −1 where there is none.</summary>
    public int TakeDelivered()
    {
        lock (_gate)
        {
            if (_deliveredCount == 0)
            {
                return -1;
            }

            int first = _delivered[0];
            System.Array.Copy(_delivered, 1, _delivered, 0, --_deliveredCount);
            return first;
        }
    }

    /// <summary>The newest desired state; <see langword="null"/> where there is no new one.</summary>
    public byte[]? TakeDesired()
    {
        lock (_gate)
        {
            byte[]? desired = _desired;
            _desired = null;
            return desired;
        }
    }

    /// <summary>The oldest command; <see langword="null"/> where there is none.</summary>
    public byte[]? TakeCommand()
    {
        lock (_gate)
        {
            byte[]? command = First(_commands);
            _commandCount -= command == null ? 0 : 1;
            return command;
        }
    }

    /// <summary>The oldest notice of what is stored; <see langword="null"/> where there is none.</summary>
    public byte[]? TakeStored()
    {
        lock (_gate)
        {
            byte[]? notice = First(_notices);
            _noticeCount -= notice == null ? 0 : 1;
            return notice;
        }
    }

    private static byte[]? First(byte[]?[] queue)
    {
        byte[]? first = queue[0];
        System.Array.Copy(queue, 1, queue, 0, queue.Length - 1);
        queue[queue.Length - 1] = null;
        return first;
    }

    /// <summary>Forgets what came over a connection that is gone: message ids begin anew with the next.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _deliveredCount = 0;
        }
    }
}
