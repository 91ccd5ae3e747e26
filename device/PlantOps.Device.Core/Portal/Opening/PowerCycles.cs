using PlantOps.Device.Core.Storage;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Portal.Opening;

/// <summary>
/// Notices when somebody switches the device off and on five times in a row, each time within ten seconds, and keeps
/// over a restart that the portal was asked for by the button. Only power counts: neither a restart that the device
/// makes itself nor waking from sleep nor a lost Wi-Fi ever opens the portal.
/// </summary>
internal sealed class PowerCycles
{
    /// <summary>The file of the count.</summary>
    public const string FileName = "starts";

    /// <summary>Starts in a row that open the portal.</summary>
    public const int Needed = 5;

    /// <summary>A start that lasts this long is none of them.</summary>
    public const int ShortMs = 10000;

    // Counts and this mark share a byte.
    private const byte Asked = 0xFF;

    private readonly TwoSlotFile _file;
    private readonly IClock _clock;
    private readonly byte[] _content = new byte[1];
    private bool _settled;

    public PowerCycles(IFileStore files, IClock clock)
    {
        _file = new TwoSlotFile(files, FileName, _content.Length);
        _clock = clock;
    }

    /// <summary>
    /// Begins a start; whether the portal is to open in it. That is told once: switched off and on again, the device
    /// starts as ever.
    /// </summary>
    /// <param name="poweredOn">Whether the power has come back, rather than the device restarted itself or woken.</param>
    public bool Begin(bool poweredOn)
    {
        byte before = Kept();
        if (before == Asked || (poweredOn && before >= Needed - 1))
        {
            Keep(0);
            return true;
        }

        if (poweredOn)
        {
            Keep((byte)(before + 1));
        }

        return false;
    }

    /// <summary>Once the start has lasted, forgets the ones before; returns the milliseconds until then, 0 after it.</summary>
    public int Step()
    {
        long left = ShortMs - _clock.UptimeMs;
        if (_settled || left > 0)
        {
            return _settled ? 0 : (int)left;
        }

        _settled = true;
        byte kept = Kept();
        if (kept != 0 && kept != Asked)
        {
            Keep(0);
        }

        return 0;
    }

    /// <summary>
    /// Has the next start open the portal, however it comes about; <see langword="false"/> where the flash does not take it.
    /// </summary>
    public bool Ask() => Keep(Asked);

    private byte Kept()
    {
        byte[]? content = _file.Read();
        return content == null || content.Length != 1 ? (byte)0 : content[0];
    }

    private bool Keep(byte value)
    {
        _content[0] = value;
        return _file.Write(_content, 1);
    }
}
