namespace PlantOps.Gateway.Access;

/// <summary>What an endpoint can ask of its caller.</summary>
internal static class AccessPolicies
{
    /// <summary>Devices and readings, without changing anything: every role.</summary>
    public const string Read = "read";

    /// <summary>What is done to plants, their pictures, and the alerts about them: owners and who waters.</summary>
    public const string Care = "care";

    /// <summary>Settings of devices and what they are to do: owners and device managers.</summary>
    public const string Manage = "manage";

    /// <summary>Readings in the name of a device: the device itself, owners and device managers.</summary>
    public const string Publish = "publish";

    /// <summary>The role of a device that shows its own password.</summary>
    public const string Device = "device";

    /// <summary>What the gateway counts of itself: every role, and whoever asks from this machine.</summary>
    public const string Metrics = "metrics";

    /// <summary>The page of a wall tablet, by the key in its address: nobody else, and nothing else.</summary>
    public const string Wall = "wall";

    /// <summary>Plants, people, channels, and who may use the API: owners.</summary>
    public const string Own = "own";
}
