using System.Text;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Watching;

/// <summary>
/// What a device writes down before it restarts on purpose, because the platform does not remember it. There is a
/// note only between writing it and the next start.
/// </summary>
internal sealed class RestartNote
{
    /// <summary>The note's file.</summary>
    public const string FileName = "restart";

    private const int MaxBytes = 32;

    private readonly IFileStore _files;

    public RestartNote(IFileStore files) => _files = files;

    /// <summary>
    /// Writes a cause down. Where the flash does not take it the next start knows less; that is no reason not to restart.
    /// </summary>
    public void Write(string cause)
    {
        byte[] text = Encoding.UTF8.GetBytes(cause);
        _files.Write(FileName, text, text.Length);
    }

    /// <summary>
    /// Writes a cause down unless there is one already: that was meant, and a factory reset must not be forgotten.
    /// </summary>
    public void WriteUnlessThere(string cause)
    {
        if (_files.Size(FileName) <= 0)
        {
            Write(cause);
        }
    }

    /// <summary>The cause of this start; without a note what the platform knows.</summary>
    public string Read(string platformCause)
    {
        byte[] text = new byte[MaxBytes];
        int size = _files.Size(FileName);
        int read = size >= 0 && size <= MaxBytes ? _files.Read(FileName, 0, text, size) : 0;
        string cause = read > 0 ? Encoding.UTF8.GetString(text, 0, read) : string.Empty;
        return IsKnown(cause) ? cause : platformCause;
    }

    /// <summary>The next start begins without a note.</summary>
    public void Clear()
    {
        if (_files.Size(FileName) >= 0)
        {
            _files.Delete(FileName);
        }
    }

    // A torn note names no cause.
    private static bool IsKnown(string cause) =>
        cause == RestartCauses.Command || cause == RestartCauses.Settings || cause == RestartCauses.Watchdog
        || cause == RestartCauses.Crash || cause == RestartCauses.FactoryReset;
}
