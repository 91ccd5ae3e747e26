namespace PlantOps.Gateway.Backup;

/// <summary>Is told before each step of a backup, its rehearsal or a restore: a test ends the process or the disk here.</summary>
internal class BackupSteps
{
    public const string Snapshot = "snapshot";
    public const string Digest = "digest";
    public const string Pack = "pack";
    public const string Name = "name";
    public const string Unpack = "unpack";
    public const string Compare = "compare";
    public const string Place = "place";

    /// <summary>Before each file, where the directory cannot be put there as a whole.</summary>
    public const string PlaceFile = "place_file";
    public const string Clean = "clean";

    public virtual void Enter(string step)
    {
    }
}
