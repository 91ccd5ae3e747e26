namespace PlantOps.Device.Core.Connecting;

/// <summary>The device's Wi-Fi.</summary>
internal interface INetwork
{
    /// <summary>Whether it has an address.</summary>
    bool IsUp { get; }

    /// <summary>Strength of the signal, dBm.</summary>
    int Rssi { get; }

    /// <summary>Joins the configured network, waiting at most this long.</summary>
    bool Connect(int timeoutMs);

    /// <summary>Forgets the network's name and password, for good.</summary>
    void Forget();
}
