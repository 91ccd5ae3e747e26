using PlantOps.Contracts.Json;
using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Configuration;

/// <summary>Keeps the configuration on the flash.</summary>
internal sealed class ConfigurationStore
{
    /// <summary>The configuration's file.</summary>
    public const string FileName = "configuration";

    /// <summary>Room for two CA certificates of at most 2.4 KB, while one takes the place of the other.</summary>
    public const int MaxBytes = 8 * 1024;

    /// <summary>What a power cut in <see cref="HasRoom"/> may leave behind.</summary>
    public const string TrialName = "configuration.try";

    // All but the CAs' certificates; pins and sensors among it.
    private const int BytesBesideCas = 2048;

    private readonly IFileStore _files;
    private readonly TwoSlotFile _file;

    public ConfigurationStore(IFileStore files)
    {
        _files = files;
        _file = new TwoSlotFile(files, FileName, MaxBytes);
    }

    /// <summary>The configuration; <see langword="null"/> before the enrolment.</summary>
    public DeviceConfiguration? Load()
    {
        byte[]? content = _file.Read();
        return content == null ? null : DeviceConfiguration.Parse(content);
    }

    /// <summary>Keeps a configuration; where it returns <see langword="false"/> the one before is still there.</summary>
    public bool Save(DeviceConfiguration configuration)
    {
        // 8 KB are a lot while a connection is there. A line's end becomes six characters; of 64 in a line that is a tenth.
        int cas = configuration.CaPem.Length + configuration.NextCaPem.Length;
        byte[] content = new byte[BytesBesideCas + cas + (cas / 10)];
        JsonWriter json = Written(configuration, content);
        if (json.Overflowed && content.Length < MaxBytes)
        {
            content = new byte[MaxBytes];
            json = Written(configuration, content);
        }

        return !json.Overflowed && json.Length <= MaxBytes && _file.Write(content, json.Length);
    }

    private static JsonWriter Written(DeviceConfiguration configuration, byte[] into)
    {
        JsonWriter json = new JsonWriter(into);
        configuration.Write(json);
        return json;
    }

    /// <summary>
    /// Whether a configuration of any size would be taken, found out by writing as much and taking it away again.
    /// </summary>
    public bool HasRoom()
    {
        bool fits = _files.Write(TrialName, new byte[MaxBytes], MaxBytes);
        _files.Delete(TrialName);
        return fits;
    }

    /// <summary>
    /// Counts a start. Both slots are written, so that even one that rots later does not bring an old number back.
    /// Where it returns <see langword="false"/> no reading may be taken: its identity could have been used before.
    /// </summary>
    public bool BeginBoot(DeviceConfiguration configuration)
    {
        // What a power cut during HasRoom left behind.
        _files.Delete(TrialName);
        configuration.Boot++;
        return Save(configuration) && Save(configuration);
    }
}
