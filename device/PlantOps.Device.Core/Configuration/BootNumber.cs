using System.Security.Cryptography;
using System.Text;
using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Configuration;

/// <summary>
/// Where a device begins to count its starts. A device whose flash was erased keeps its identity but not its count,
/// so the count begins somewhere else after each enrolment: at 39 bits worked out from the password that the gateway
/// has just made. Numbers of two enrolments meeting by chance is one in hundreds of millions.
/// </summary>
internal static class BootNumber
{
    private const string Purpose = "PlantOps boot number v1";
    private const long Mask = (1L << 39) - 1;

    public static long First(string mqttPassword)
    {
        byte[] hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(mqttPassword), Encoding.UTF8.GetBytes(Purpose));
        return LittleEndian.Get(hash, 0, 5) & Mask;
    }
}
