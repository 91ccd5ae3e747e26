using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Enrolment;

/// <summary>
/// What a device has, for whoever decides what it can be sent: <c>capabilities</c> in a registration and in what it reports,
/// <c>{"heap_bytes":64100,"psram_bytes":0,"flash_bytes":4194304,"api":1}</c>. Each may be absent; older firmware says none.
/// </summary>
public sealed class DeviceCapabilities
{
    /// <summary>The number of what is not said.</summary>
    public const long Absent = long.MinValue;

    /// <summary>The <see cref="Api"/> of this version.</summary>
    public const int CurrentApi = 1;

    /// <summary>Most bytes of a memory: 1 GiB. A microcontroller has less, and sums must not overflow.</summary>
    public const long MaxBytes = 1024L * 1024 * 1024;

    /// <summary>Largest <see cref="Api"/>.</summary>
    public const int MaxApi = 1000000;

    /// <summary><c>heap_bytes</c>: the managed heap, as many bytes as the firmware finds free when it begins.</summary>
    public long HeapBytes { get; set; } = Absent;

    /// <summary><c>psram_bytes</c>: memory outside the chip; 0 where there is none.</summary>
    public long PsramBytes { get; set; } = Absent;

    /// <summary><c>flash_bytes</c>: the flash in all.</summary>
    public long FlashBytes { get; set; } = Absent;

    /// <summary><c>api</c>: which version of the contract the firmware keeps with what it is sent, from 1.</summary>
    public long Api { get; set; } = Absent;

    /// <summary>Whether a memory can be of that size.</summary>
    public static bool IsSize(long bytes) => bytes >= 0 && bytes <= MaxBytes;

    /// <summary>Whether there can be such an <see cref="Api"/>.</summary>
    public static bool IsApi(long number) => number >= 1 && number <= MaxApi;

    /// <summary>Writes the member into the object under way.</summary>
    public void WriteMember(JsonWriter json)
    {
        json.BeginObject("capabilities");
        Write(json, "heap_bytes", HeapBytes);
        Write(json, "psram_bytes", PsramBytes);
        Write(json, "flash_bytes", FlashBytes);
        Write(json, "api", Api);
        json.EndObject();
    }

    /// <summary>Reads the object that comes next.</summary>
    public static DeviceCapabilities Read(JsonReader json)
    {
        DeviceCapabilities said = new DeviceCapabilities();
        json.BeginObject();
        while (json.NextMember())
        {
            switch (json.Name)
            {
                case "heap_bytes": said.HeapBytes = json.ReadLong(); break;
                case "psram_bytes": said.PsramBytes = json.ReadLong(); break;
                case "flash_bytes": said.FlashBytes = json.ReadLong(); break;
                case "api": said.Api = json.ReadLong(); break;
                default: json.Skip(); break;
            }
        }

        return said;
    }

    private static void Write(JsonWriter json, string name, long value)
    {
        if (value != Absent)
        {
            json.Write(name, value);
        }
    }
}
