namespace PlantOps.Device.Core.Connecting;

/// <summary>What came of an attempt to connect.</summary>
internal enum MqttConnectResult
{
    Connected = 0,

    /// <summary>Nothing trusted answers there.</summary>
    Unreachable = 1,

    /// <summary>The broker does not take the credentials.</summary>
    Refused = 2,
}
