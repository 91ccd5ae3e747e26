using System.Text.Json;

namespace PlantOps.Gateway.Events;

/// <summary>Something that has just happened.</summary>
/// <param name="Sequence">One more with each, within a run of the gateway.</param>
/// <param name="Type">Of what kind it is.</param>
/// <param name="Json">What happened.</param>
internal sealed record LiveEvent(long Sequence, LiveEventType Type, string Json)
{
    private LiveSubject? _subject;

    /// <summary>What it is about; read once for all who listen.</summary>
    public LiveSubject Subject => _subject ??= LiveSubject.Of(Json);
}

/// <summary>What an event is about; <see langword="null"/> what it does not name.</summary>
/// <param name="AlertId">An alert.</param>
/// <param name="PlantId">A plant.</param>
/// <param name="DeviceId">A device.</param>
/// <param name="SoilChannel">Which of the device's soil channels, where it names one; 1 is the first.</param>
internal sealed record LiveSubject(string? AlertId, string? PlantId, string? DeviceId, int? SoilChannel)
{
    public static LiveSubject Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        int? channel = root.TryGetProperty("soil_channel", out var one) ? one.GetInt32() : null;
        return new LiveSubject(Text("alert_id"), Text("plant_id"), Text("device_id"), channel);

        string? Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}

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
        (LiveEventType.Reading, "reading"), (LiveEventType.Device, "device"), (LiveEventType.Plant, "plant"),
        (LiveEventType.Alert, "alert"), (LiveEventType.Enrolment, "enrolment"), (LiveEventType.Answer, "answer"),
    ];

    public static string List => string.Join(", ", Names.Select(one => one.Name));

    public static string Name(LiveEventType type) => Names.First(one => one.Type == type).Name;

    /// <summary>A kind by its name; <see cref="LiveEventType.None"/> where there is no such.</summary>
    public static LiveEventType Find(string name) => Names.FirstOrDefault(one => one.Name == name).Type;

    /// <summary>Names with commas between them; all where there is none, <see langword="null"/> where one is not known.</summary>
    public static LiveEventType? Parse(string? names)
    {
        if (string.IsNullOrWhiteSpace(names)) return LiveEventType.All;
        var types = LiveEventType.None;
        foreach (var name in names.Split(',', StringSplitOptions.TrimEntries))
        {
            var type = Find(name);
            if (type == LiveEventType.None) return null;
            types |= type;
        }

        return types;
    }
}
