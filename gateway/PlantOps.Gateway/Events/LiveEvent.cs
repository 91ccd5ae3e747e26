namespace PlantOps.Gateway.Events;

/// <summary>Something that has just happened.</summary>
/// <param name="Sequence">One more with each, within a run of the gateway.</param>
/// <param name="Type">Of what kind it is.</param>
/// <param name="Json">What happened.</param>
internal sealed record LiveEvent(long Sequence, LiveEventType Type, string Json);

/// <summary>Kinds of events.</summary>
[Flags]
internal enum LiveEventType
{
    None = 0,

    /// <summary>Readings of a device are on disk.</summary>
    Reading = 1,

    /// <summary>A device has another state or name.</summary>
    Device = 2,

    /// <summary>A plant has another state.</summary>
    Plant = 4,

    /// <summary>An alert was raised, became worse or is over.</summary>
    Alert = 8,

    /// <summary>A code was shown for the hardware of a device that is known.</summary>
    Enrolment = 16,

    /// <summary>Somebody has answered an alert, or has a plant muted or told of again.</summary>
    Answer = 32,

    All = Reading | Device | Plant | Alert | Enrolment | Answer,
}

internal static class LiveEventTypes
{
    private static readonly (LiveEventType Type, string Name)[] Names =
    [
        (LiveEventType.Reading, "reading"), (LiveEventType.Device, "device"), (LiveEventType.Plant, "plant"), (LiveEventType.Alert, "alert"),
        (LiveEventType.Enrolment, "enrolment"), (LiveEventType.Answer, "answer"),
    ];

    public static string List => string.Join(", ", Names.Select(one => one.Name));

    public static string Name(LiveEventType type) => Names.First(one => one.Type == type).Name;

    /// <summary>Names with commas between them; all where there is none, <see langword="null"/> where one is not known.</summary>
    public static LiveEventType? Parse(string? names)
    {
        if (string.IsNullOrWhiteSpace(names)) return LiveEventType.All;
        var types = LiveEventType.None;
        foreach (var name in names.Split(',', StringSplitOptions.TrimEntries))
        {
            var (type, _) = Names.FirstOrDefault(one => one.Name == name);
            if (type == LiveEventType.None) return null;
            types |= type;
        }

        return types;
    }
}
