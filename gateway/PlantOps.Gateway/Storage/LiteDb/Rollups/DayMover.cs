using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Storage.LiteDb.Readings;

namespace PlantOps.Gateway.Storage.LiteDb.Rollups;

/// <summary>Readings move into a rollup in one transaction, and are read in two. This keeps the one out of the other.</summary>
internal sealed partial class DayMover(ReadingFolder folder, ILogger<DayMover> logger) : IDisposable
{
    private readonly ReaderWriterLockSlim _moving = new();

    /// <summary>Reads while nothing moves.</summary>
    public void Read(Action read)
    {
        _moving.EnterReadLock();
        try
        {
            read();
        }
        finally
        {
            _moving.ExitReadLock();
        }
    }

    /// <summary>Moves a day while nobody reads and no bucket changes. A damaged day stays as it is, and is told.</summary>
    public bool Move(BucketKey day, Action<BucketKey> move)
    {
        try
        {
            folder.HoldOff(() => MoveAlone(day, move));
            return true;
        }
        catch (CorruptBucketException e)
        {
            // Whoever asks for it is told too, and it is never taken for rolled up.
            Log.DayDamaged(logger, e.Message);
            return false;
        }
    }

    public void Dispose() => _moving.Dispose();

    private void MoveAlone(BucketKey day, Action<BucketKey> move)
    {
        _moving.EnterWriteLock();
        try
        {
            move(day);
        }
        finally
        {
            _moving.ExitWriteLock();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 2035, Level = LogLevel.Error, Message = "A day can be neither rolled up nor let go of: {Reason}")]
        public static partial void DayDamaged(ILogger logger, string reason);
    }
}
