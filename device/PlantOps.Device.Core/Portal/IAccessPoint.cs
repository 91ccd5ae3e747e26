namespace PlantOps.Device.Core.Portal;

/// <summary>The Wi-Fi that the device itself opens for its owner's phone, with the addresses and names it gives out.</summary>
internal interface IAccessPoint
{
    /// <summary>Host, and port where it is not 80, at which phones in this Wi-Fi reach the portal.</summary>
    string Authority { get; }

    /// <summary>Opens it, without a password. It may stay beside a network that the device joins.</summary>
    /// <param name="ssid">Its name, at most 31 characters.</param>
    AccessPointState Open(string ssid);

    /// <summary>Closes it, and sees to it that no later start opens it by itself.</summary>
    void Close();
}
