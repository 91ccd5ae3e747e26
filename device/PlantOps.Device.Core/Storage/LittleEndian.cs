namespace PlantOps.Device.Core.Storage;

/// <summary>Unsigned numbers of 1 to 8 bytes in a byte array, lowest byte first.</summary>
internal static class LittleEndian
{
    public static void Put(byte[] data, int offset, int width, long value)
    {
        for (int i = 0; i < width; i++)
        {
            data[offset + i] = (byte)(value >> (8 * i));
        }
    }

    public static long Get(byte[] data, int offset, int width)
    {
        long value = 0;
        for (int i = width - 1; i >= 0; i--)
        {
            value = (value << 8) | data[offset + i];
        }

        return value;
    }
}
