using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
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

    internal override IDeviceStore Devices => new LiteDbDeviceStore(_file);

    internal override IEnrolmentStore Enrolments => new LiteDbEnrolmentStore(_file);

    internal override IPresenceStore Presence => new LiteDbPresenceStore(_file);

    internal override IDeviceSettingsStore Settings => new LiteDbDeviceSettingsStore(_file);

    internal override ITokenStore Tokens => new LiteDbTokenStore(_file);

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
