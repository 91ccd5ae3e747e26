namespace PlantOps.Contracts.Commands;

/// <summary>What a device can be told to do now.</summary>
public static class CommandNames
{
    /// <summary>Take a reading at once.</summary>
    public const string ReadNow = "read_now";

    /// <summary>Start again.</summary>
    public const string Restart = "restart";

    /// <summary>Blink, so that its owner finds it.</summary>
    public const string Identify = "identify";
}
