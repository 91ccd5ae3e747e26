namespace PlantOps.Device.Core.Connecting;

/// <summary>What a connection is opened with.</summary>
internal sealed class MqttSession
{
    public string Host { get; set; } = string.Empty;

    public int Port { get; set; }

    /// <summary>The CA that must have signed the broker's certificate.</summary>
    public string CaPem { get; set; } = string.Empty;

    public string ClientId { get; set; } = string.Empty;

    public string Username { get; set; } = string.Empty;

    public string Password { get; set; } = string.Empty;

    /// <summary>Where the broker says, retained and at QoS 1, that the connection was lost.</summary>
    public string WillTopic { get; set; } = string.Empty;

    public string WillMessage { get; set; } = string.Empty;

    /// <summary>Longest silence in seconds before the broker gives the connection up.</summary>
    public int KeepAliveS { get; set; }
}
