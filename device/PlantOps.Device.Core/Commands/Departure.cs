using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Commands;

/// <summary>
/// When a device leaves by its own will: once the message that says so has got through, or a few seconds later in any
/// case.
/// </summary>
internal sealed class Departure
{
    private const int PatienceMs = 5000;
    private const int None = -1;

    private readonly IClock _clock;
    private long _dueMs;
    private int _messageId = None;
    private bool _delivered;

    public Departure(IClock clock) => _clock = clock;

    /// <summary>Whether it has decided to leave.</summary>
    public bool IsPlanned { get; private set; }

    /// <summary>Whether it is time.</summary>
    public bool IsDue => IsPlanned && (_delivered || _clock.UptimeMs >= _dueMs);

    /// <summary>What it does before it starts anew.</summary>
    public Ending Ending { get; private set; }

    /// <summary>Why, one of <see cref="Board.RestartCauses"/>.</summary>
    public string Cause { get; private set; } = string.Empty;

    /// <summary>Plans to leave; the first plan stands.</summary>
    /// <param name="ending">What to do before.</param>
    /// <param name="cause">Why.</param>
    /// <param name="messageId">Id of the message that must get through; below 0 where it was not taken.</param>
    public void Plan(Ending ending, string cause, int messageId)
    {
        if (IsPlanned)
        {
            return;
        }

        Ending = ending;
        Cause = cause;
        _messageId = messageId;
        _dueMs = _clock.UptimeMs + PatienceMs;
        IsPlanned = true;
    }

    /// <summary>A message has got through.</summary>
    public void Delivered(int messageId) => _delivered |= IsPlanned && messageId == _messageId;
}
