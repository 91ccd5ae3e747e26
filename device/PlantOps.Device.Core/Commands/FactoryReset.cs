using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Buffering;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Portal.Opening;
using PlantOps.Device.Core.Storage;
using PlantOps.Device.Core.Watching;

namespace PlantOps.Device.Core.Commands;

/// <summary>
/// Forgets everything the device has stored. The intention is written down first and the note goes with the next
/// start, so that a power cut in between ends with everything gone as well.
/// </summary>
internal sealed class FactoryReset
{
    /// <summary>Where the firmware counts its crashes.</summary>
    public const string CrashesName = "crashes";

    private readonly IFileStore _files;

    public FactoryReset(IFileStore files) => _files = files;

    public void Run()
    {
        new RestartNote(_files).Write(RestartCauses.FactoryReset);
        Wipe();
    }

    /// <summary>Deletes all but the note.</summary>
    public void Wipe()
    {
        BufferFiles.Delete(_files);
        TwoSlotFile.Delete(_files, CommandMemory.FileName);
        TwoSlotFile.Delete(_files, PowerCycles.FileName);
        TwoSlotFile.Delete(_files, ConfigurationStore.FileName);
        _files.Delete(ConfigurationStore.TrialName);
        _files.Delete(CrashesName);
    }
}
