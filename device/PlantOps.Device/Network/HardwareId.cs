using System.Net.NetworkInformation;

namespace PlantOps.Device.Network;

/// <summary>What tells one board from another: the MAC address of its station, which Espressif burns in.</summary>
internal static class HardwareId
{
    private const string Digits = "0123456789ABCDEF";
    private const int MacBytes = 6;

    public static string Read()
    {
        NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211)
            {
                return Format(all[i].PhysicalAddress);
            }
        }

        return string.Empty;
    }

    /// <summary><c>24:6F:28:01:02:03</c>.</summary>
    public static string Format(byte[] mac)
    {
        char[] text = new char[(MacBytes * 3) - 1];
        for (int i = 0; i < MacBytes; i++)
        {
            if (i > 0)
            {
                text[(i * 3) - 1] = ':';
            }

            text[i * 3] = Digits[mac[i] >> 4];
            text[(i * 3) + 1] = Digits[mac[i] & 15];
        }

        return new string(text);
    }
}
