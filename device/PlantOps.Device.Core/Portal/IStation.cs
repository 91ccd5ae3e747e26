namespace PlantOps.Device.Core.Portal;

/// <summary>Finds networks and tries one that is not stored yet.</summary>
internal interface IStation
{
    /// <summary>
    /// The networks in reach, in any order, a network as often as it has access points. Empty where there is none or
    /// the radio did not answer within this many milliseconds.
    /// </summary>
    WifiNetwork[] Scan(int timeoutMs);

    /// <summary>
    /// Leaves the network there is and joins this one until it has an address, in at most this many milliseconds.
    /// </summary>
    /// <param name="ssid">Its name, 1 to 32 bytes of UTF-8.</param>
    /// <param name="password">8 to 63 characters; empty for an open network.</param>
    JoinResult Join(string ssid, string password, int timeoutMs);

    /// <summary>
    /// Makes this the network that the radio joins by itself from now on. Writes to the flash only where that is new,
    /// so that it can be said at every start.
    /// </summary>
    void Keep(string ssid, string password);
}
