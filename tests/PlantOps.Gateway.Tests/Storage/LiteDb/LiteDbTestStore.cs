using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.Readings;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

/// <summary>LiteDB in a directory of its own.</summary>
internal sealed class LiteDbTestStore : TestStore
{
    private readonly TemporaryDirectory _directory = new();
    private LiteDbFile _file;
    private LiteDbReadingStore _readings;

    public LiteDbTestStore() => (_file, _readings) = Open();

    internal override IReadingStore Readings => _readings;

    public LiteDbFile File => _file;

    public override void Settle() => _readings.Folder.Fold();

    public override void Restart()
    {
        _file.Dispose();
        (_file, _readings) = Open();
    }

    public override void Dispose()
    {
        _file.Dispose();
        _directory.Dispose();
    }

    private (LiteDbFile File, LiteDbReadingStore Readings) Open()
    {
        var file = new LiteDbFile(_directory.Data, NullLogger<LiteDbFile>.Instance);
        return (file, new LiteDbReadingStore(file, NullLogger<LiteDbReadingStore>.Instance));
    }
}
