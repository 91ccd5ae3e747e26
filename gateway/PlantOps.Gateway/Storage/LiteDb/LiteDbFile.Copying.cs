using Microsoft.Win32.SafeHandles;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <content>Copying it while it is in use.</content>
internal sealed partial class LiteDbFile
{
    /// <summary>What of a copy is written to disk in one go. A commit that comes meanwhile waits for it.</summary>
    private const int CopySyncBytes = 1024 * 1024;

    /// <summary>
    /// Copies the database to a new file, which is whole under that name or not there. Commits go on meanwhile, into the log:
    /// the copy holds what was committed before it began.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It could not be copied; there is no copy.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop; there is no copy.</exception>
    public void CopyTo(string path, CancellationToken stopping = default)
    {
        var part = path + ".part";
        var length = BeginCopy();
        try
        {
            File.Delete(part);
            using (var copy = OwnFile.Open(part, FileMode.CreateNew, FileAccess.Write)) CopyData(copy, length, stopping);
            File.Move(part, path, overwrite: false);
            FileSync.Directory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception e) when (IsStorage(e) || e is ObjectDisposedException)
        {
            File.Delete(part);
            throw new StoreUnavailableException($"'{_directory.Database}' cannot be copied to '{path}': {e.Message}", e);
        }
        catch (OperationCanceledException)
        {
            File.Delete(part);
            throw;
        }
        finally
        {
            lock (_commits) _copying = false;
        }
    }

    /// <summary>From here to the end of the copy there is no checkpoint, and without one the data file does not change.</summary>
    private long BeginCopy()
    {
        lock (_commits)
        {
            if (_copying) throw new StoreUnavailableException("A copy of the database is being made already.");
            LiteDbSession session;
            lock (_gate)
            {
                ThrowIfDisplaced();
                session = Session();
            }

            if (!Checkpoint(session)) throw new StoreUnavailableException($"'{_directory.Database}' cannot be copied: its log cannot be moved into it now.");
            _copying = true;
            return session.DataLength;
        }
    }

    private void CopyData(SafeFileHandle copy, long length, CancellationToken stopping)
    {
        var buffer = new byte[32 * PageStream.PageSize];
        for (long at = 0; at < length;)
        {
            stopping.ThrowIfCancellationRequested();
            LiteDbSession session;
            lock (_gate) session = Session();
            try
            {
                var read = session.ReadData(buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - at)), at);
                if (read == 0) throw new IOException($"it ends at byte {at}, before its end");
                RandomAccess.Write(copy, buffer.AsSpan(0, read), at);
                at += read;
                if (at % CopySyncBytes == 0) FileSync.Data(copy);
            }
            catch (ObjectDisposedException)
            {
                // It was opened anew after a failure. The data file is the same.
            }
        }

        FileSync.Data(copy);
    }
}
