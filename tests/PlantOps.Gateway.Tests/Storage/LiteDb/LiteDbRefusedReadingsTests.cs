using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Telemetry;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

public sealed class LiteDbRefusedReadingsTests() : RefusedReadingsContract(new LiteDbTestStore())
{
    private protected override IReadingStore Refusing(TestStore store, Cause cause) => new RefusingStore(store.Readings, cause);

    private protected override void StopRefusing(TestStore store, IReadingStore refusing) => ((RefusingStore)refusing).TakeAll();
}
