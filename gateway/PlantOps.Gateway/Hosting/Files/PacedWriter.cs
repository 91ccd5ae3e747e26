using Microsoft.Win32.SafeHandles;

namespace PlantOps.Gateway.Hosting.Files;

/// <summary>
/// Writes much without holding up what others put on the same disk: a little at a time goes to the disk, and as long as that took
/// nothing more follows. Without it all waits in memory until somebody syncs a file of his own, and he waits for all of it.
/// </summary>
/// <param name="file">The file; <see cref="FileSync.Data"/> it in the end.</param>
/// <param name="stopping">Ends a rest.</param>
internal sealed class PacedWriter(SafeFileHandle file, CancellationToken stopping)
{
    /// <summary>A tenth of a millisecond on a good disk, 25 ms on a slow card.</summary>
    private const int StepBytes = 256 * 1024;

    /// <summary>A disk that takes longer has trouble of its own.</summary>
    private static readonly TimeSpan MaxRest = TimeSpan.FromMilliseconds(100);

    private long _from;
    private long _to;

    public void Write(ReadOnlySpan<byte> bytes, long at)
    {
        stopping.ThrowIfCancellationRequested();
        RandomAccess.Write(file, bytes, at);
        if (_from == _to) _from = at;
        _to = at + bytes.Length;
        if (_to - _from < StepBytes) return;
        var begun = TimeProvider.System.GetTimestamp();
        FileSync.WriteOut(file, _from, _to - _from);
        _from = _to;
        var took = TimeProvider.System.GetElapsedTime(begun);
        stopping.WaitHandle.WaitOne(took < MaxRest ? took : MaxRest);
        stopping.ThrowIfCancellationRequested();
    }
}
