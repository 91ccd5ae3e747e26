using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.Readings;
using PlantOps.Gateway.Storage.Rollups;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

/// <summary>LiteDB in a directory of its own.</summary>
internal sealed class LiteDbTestStore : TestStore
{
    private readonly TemporaryDirectory _directory;
    private Opened _opened;

    public LiteDbTestStore() => _opened = new Opened((_directory = new TemporaryDirectory()).OpenFile());

    /// <summary>On a file that is open already.</summary>
    public LiteDbTestStore(TemporaryDirectory directory, LiteDbFile file)
    {
        _directory = directory;
        _opened = new Opened(file);
    }

    internal override IReadingStore Readings => _opened.Readings;

    internal override IRollupStore Rollups => _opened.Rollups;

    internal override IRetentionStore Retention => _opened.Retention;

    /// <summary>Bytes that the files take.</summary>
    public long Size => _opened.File.Size();

    public override void Settle() => _opened.Readings.Folder.Fold();

    public override void Restart()
    {
        _opened.Dispose();
        _opened = new Opened(_directory.OpenFile());
    }

    public override void Dispose()
    {
        _opened.Dispose();
        _directory.Dispose();
    }

    private sealed class Opened : IDisposable
    {
        private readonly DayMover _mover;

        public Opened(LiteDbFile file)
        {
            File = file;
            var rollups = new RollupCollections(File);
            Readings = new LiteDbReadingStore(File, rollups, NullLogger<LiteDbReadingStore>.Instance);
            _mover = new DayMover(Readings.Folder, NullLogger<DayMover>.Instance);
            Rollups = new LiteDbRollupStore(File, Readings, rollups, _mover);
            Retention = new LiteDbRetentionStore(File, Readings, rollups, _mover);
        }

        public LiteDbFile File { get; }

        public LiteDbReadingStore Readings { get; }

        public LiteDbRollupStore Rollups { get; }

        public LiteDbRetentionStore Retention { get; }

        public void Dispose()
        {
            _mover.Dispose();
            File.Dispose();
        }
    }
}
