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
        JsonWriter json = new JsonWriter(new byte[MaxBytes]);
        configuration.Write(json);
        byte[] content = json.ToArray();
        return !json.Overflowed && _file.Write(content, content.Length);
    }

    /// <summary>Whether a configuration of any size would be taken, found out by writing as much and taking it away again.</summary>
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
