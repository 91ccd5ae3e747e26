using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Storage;

/// <summary>
/// Whether the data directory is still where it was: one that is deleted or replaced under a running gateway takes along what
/// is in it, while the open files go on as if nothing had happened. A few questions to the file system, so asked anew each time.
/// </summary>
internal sealed class DirectoryHealth(DataDirectory directory, DirectoryLock held, IStore store) : IHealthSource
{
    public string Component => "directory";

    /// <summary>Also with a database elsewhere: that has the readings, not the CA's key and the channels' secrets.</summary>
    public bool NeededForReady => true;

    public string? Problem()
    {
        if (directory.HasLeft)
            return $"The data directory '{directory.Path}' was deleted or replaced while the gateway runs. Put it "
                + $"back, or restart the gateway.";
        if (store.Displaced is { } displaced) return displaced;
        return held.HasLeft(directory)
            ? $"'{directory.File(DirectoryLock.FileName)}' was deleted or replaced while the gateway runs. Restart the gateway."
            : null;
    }
}
