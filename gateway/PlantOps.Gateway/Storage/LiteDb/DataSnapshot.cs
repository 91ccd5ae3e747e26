using Microsoft.Win32.SafeHandles;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>
/// A copy of the data file as it was at one moment, made while checkpoints go on: before one writes over a page that is not
/// copied yet, the page is copied as it is. So the log stays as short as it always is, however long copying takes.
/// </summary>
/// <param name="copy">The copy.</param>
/// <param name="length">Bytes of the data file at that moment, whole pages.</param>
/// <param name="stopping">Ends copying.</param>
internal sealed class DataSnapshot(SafeFileHandle copy, long length, CancellationToken stopping)
{
    /// <summary>A checkpoint that comes while this much is read waits for it.</summary>
    private const int StepBytes = 16 * PageStream.PageSize;

    private readonly Lock _gate = new();
    private readonly PacedWriter _writer = new(copy, stopping);
    private readonly HashSet<long> _kept = [];
    private readonly byte[] _step = new byte[StepBytes];
    private readonly bool[] _isKept = new bool[StepBytes / PageStream.PageSize];
    private readonly byte[] _page = new byte[PageStream.PageSize];
    private long _copied;
    private Exception? _failure;

    /// <summary>
    /// Keeps a page that is about to be written over. What goes wrong is the copy's fault, not the checkpoint's.
    /// </summary>
    public void Keep(SafeFileHandle data, long position)
    {
        lock (_gate)
        {
            if (position < _copied || position >= length || _failure is not null || !_kept.Add(position)) return;
            try
            {
                if (RandomAccess.Read(data, _page, position) < _page.Length)
                    throw new IOException($"it ends within the page at {position}");
                RandomAccess.Write(copy, _page, position);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                _failure = exception;
            }
        }
    }

    /// <summary>It will not be whole.</summary>
    public void GiveUp(string reason)
    {
        lock (_gate) _failure ??= new IOException(reason);
    }

    /// <summary>Copies a little more.</summary>
    /// <param name="data">The data file, as it is open now.</param>
    /// <returns>Whether there is more.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    public bool CopyMore(SafeFileHandle data)
    {
        stopping.ThrowIfCancellationRequested();
        var (at, read, kept) = ReadStep(data);
        for (var from = 0; from < read;)
        {
            // What was kept is older than what was read, and there already.
            var to = from;
            while (to < read && !kept[to / PageStream.PageSize]) to += PageStream.PageSize;
            if (to > from) _writer.Write(_step.AsSpan(from, to - from), at + from);
            from = to + PageStream.PageSize;
        }

        if (at + read < length) return true;
        lock (_gate) ThrowIfFailed();
        FileSync.Data(copy);
        return false;
    }

    // Once it is read nothing of it is kept any more.
    private (long At, int Read, bool[] Kept) ReadStep(SafeFileHandle data)
    {
        lock (_gate)
        {
            ThrowIfFailed();
            var at = _copied;
            var wanted = (int)Math.Min(StepBytes, length - at);
            var read = RandomAccess.Read(data, _step.AsSpan(0, wanted), at);
            if (read < wanted) throw new IOException($"it ends at byte {at + read}, before its end");
            _copied = at + read;
            for (var page = 0; page < _isKept.Length; page++)
                _isKept[page] = _kept.Remove(at + ((long)page * PageStream.PageSize));
            return (at, read, _isKept);
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure) throw new IOException(failure.Message, failure);
    }
}
