namespace PlantOps.Device.Core.Portal;

/// <summary>Makes of a scan what a person chooses from: each name once, the strongest first, none that hides itself.</summary>
internal static class NetworkList
{
    /// <summary>Most networks that are offered; a page of more would not fit its buffer.</summary>
    public const int Max = 8;

    public static WifiNetwork[] Of(WifiNetwork[] found)
    {
        WifiNetwork[] best = new WifiNetwork[Max];
        int count = 0;
        foreach (WifiNetwork network in found)
        {
            if (network.Ssid.Length > 0)
            {
                count = Add(best, count, network);
            }
        }

        WifiNetwork[] list = new WifiNetwork[count];
        System.Array.Copy(best, 0, list, 0, count);
        return list;
    }

    private static int Add(WifiNetwork[] best, int count, WifiNetwork network)
    {
        int known = 0;
        while (known < count && best[known].Ssid != network.Ssid)
        {
            known++;
        }

        bool isKnown = known < count;
        if (isKnown ? best[known].Rssi >= network.Rssi : count == Max && best[count - 1].Rssi >= network.Rssi)
        {
            return count;
        }

        // The place that becomes free: its own weaker entry, a new one, or the weakest there is.
        int place = isKnown ? known : count < Max ? count : Max - 1;
        while (place > 0 && best[place - 1].Rssi < network.Rssi)
        {
            best[place] = best[place - 1];
            place--;
        }

        best[place] = network;
        return isKnown || count == Max ? count : count + 1;
    }
}
