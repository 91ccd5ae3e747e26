namespace PlantOps.Device.Core.Storage;

/// <summary>CRC-32 (ISO-HDLC, as in Ethernet and zip), four bits a step: a table of 64 bytes instead of 1 KB.</summary>
internal static class Crc32
{
    private static readonly uint[] Nibbles =
    {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
        0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
    };

    public static long Of(byte[] data, int offset, int count)
    {
        uint crc = 0xFFFFFFFF;
        for (int i = offset; i < offset + count; i++)
        {
            crc ^= data[i];
            crc = Nibbles[crc & 15] ^ (crc >> 4);
            crc = Nibbles[crc & 15] ^ (crc >> 4);
        }

        return crc ^ 0xFFFFFFFF;
    }
}
