namespace PlantOps.Device.Core.Portal.Http;

/// <summary>Text in a byte array, looked at without making strings of it.</summary>
internal static class ByteText
{
    /// <summary>Where a byte is, from one index up to but without another; −1 where it is not.</summary>
    public static int IndexOf(byte[] data, char wanted, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (data[i] == wanted)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a text, given in lower case, stands here in any case.</summary>
    public static bool StartsWith(byte[] data, int from, int to, string lower)
    {
        if (to - from < lower.Length)
        {
            return false;
        }

        for (int i = 0; i < lower.Length; i++)
        {
            if (Lower(data[from + i]) != lower[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text, given in lower case, stands anywhere in this part.</summary>
    public static bool Contains(byte[] data, int from, int to, string lower)
    {
        for (int i = from; i + lower.Length <= to; i++)
        {
            if (StartsWith(data, i, to, lower))
            {
                return true;
            }
        }

        return false;
    }

    private static int Lower(byte b) => b >= 'A' && b <= 'Z' ? b + 32 : b;
}
