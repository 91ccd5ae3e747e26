using PlantOps.Device.Core.Commands;
using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Starting;

/// <summary>
/// How long to wait before a device that has crashed restarts: 5 s, twice as long after each further crash, at most
/// ten minutes. How often it crashed is one byte on the flash, because a restart forgets everything else.
/// </summary>
internal sealed class CrashBackoff
{
    /// <summary>A device that has run this long has got over its crashes.</summary>
    public const int SurvivedMs = 10 * 60000;

    private const int FirstMs = 5000;
    private const int LongestMs = 10 * 60000;
    private const int Most = 7;

    private readonly IFileStore _files;
    private readonly byte[] _count = new byte[1];

    public CrashBackoff(IFileStore files) => _files = files;

    /// <summary>Counts a crash; returns the milliseconds to wait.</summary>
    public int Crashed()
    {
        int before = Count();
        int wait = before >= Most ? LongestMs : FirstMs << before;
        _count[0] = (byte)(before < Most ? before + 1 : Most);
        _files.Write(FactoryReset.CrashesName, _count, 1);
        return wait < LongestMs ? wait : LongestMs;
    }

    /// <summary>It runs well.</summary>
    public void Survived()
    {
        if (Count() > 0)
        {
            _files.Delete(FactoryReset.CrashesName);
        }
    }

    // What cannot be read counts as never: waiting is a kindness, not a safeguard.
    private int Count() => _files.Read(FactoryReset.CrashesName, 0, _count, 1) == 1 && _count[0] <= Most ? _count[0] : 0;
}
