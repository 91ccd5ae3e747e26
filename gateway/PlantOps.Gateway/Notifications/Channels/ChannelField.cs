using System.Text.Json;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>A field that a kind of channel has.</summary>
/// <param name="Name">On the wire and in the record: it is never changed.</param>
/// <param name="Help">What it is for, without a full stop.</param>
internal sealed record ChannelField(string Name, string Help)
{
    /// <summary>The name of the field that most kinds have.</summary>
    public const string Url = "url";

    /// <summary>Whether there is no channel without it.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>Whether it is encrypted and masked.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether it is a whole number on the wire.</summary>
    public bool IsNumber { get; init; }

    /// <summary>A value that it may have, for examples.</summary>
    public required string Example { get; init; }

    /// <summary>What is wrong with a value, if anything; given it, and whether messages may go to the local network.</summary>
    public Func<string, bool, string?>? Check { get; init; }

    /// <summary>Its value in settings; <see langword="null"/> where there is none.</summary>
    public string? Read(ChannelSettings settings) => settings[Name];

    /// <summary>Whether settings have it in another form than it has.</summary>
    public bool IsMalformed(ChannelSettings settings)
    {
        if (settings[Name] is null) return false;
        var value = settings.Fields![Name];
        return value.ValueKind switch
        {
            JsonValueKind.Number => !IsNumber || !value.TryGetInt32(out _),
            JsonValueKind.String => IsNumber,
            _ => true,
        };
    }

    public void Write(ChannelSettings settings, string value)
    {
        settings[Name] = value;
        if (IsNumber) settings.Fields![Name] = JsonElement.Parse(value);
    }
}
