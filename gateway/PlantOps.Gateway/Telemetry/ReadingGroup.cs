namespace PlantOps.Gateway.Telemetry;

/// <summary>What one commit stores.</summary>
internal sealed record ReadingGroup(IReadOnlyList<DeviceReadings> Readings, IReadOnlyList<SetAsideMessage> SetAside)
{
    public static ReadingGroup Of(IReadOnlyCollection<InboundMessage> messages)
    {
        var readings = new List<DeviceReadings>(messages.Count);
        var setAside = new List<SetAsideMessage>();
        foreach (var message in messages)
        {
            if (message.Readings is { } some) readings.Add(some);
            readings.AddRange(message.Further);
            if (message.SetAside is { } unread) setAside.Add(unread);
        }

        return new ReadingGroup(readings, setAside);
    }
}

/// <summary>What a commit did.</summary>
/// <param name="Stored">Readings that are new.</param>
/// <param name="Duplicates">Readings that were there already.</param>
internal readonly record struct AppendResult(int Stored, int Duplicates);

/// <summary>Readings of one device and soil channel, in the order in which they arrived.</summary>
internal sealed record DeviceReadings(StreamId Stream, IReadOnlyList<Reading> Readings);
