using PlantOps.Gateway.Care;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Care;

/// <summary>Care plans in every store.</summary>
public abstract class CarePlanStoreContract(TestStore store) : IDisposable
{
    private static readonly Dictionary<string, SpeciesProfile> Species = SpeciesFile.BuiltIn()
        .ToDictionary(profile => profile.Id);
    private static readonly CarePlan Plan = CarePlanner.Plan(EvalCase.All()[0].Inputs(Species));

    private CarePlanStore Plans => new(store.Records);

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void TryAdd_APlan_IsReadAsItWasMade()
    {
        Assert.True(Plans.TryAdd(Plan with { Version = 1 }));
        Assert.False(Plans.TryAdd(Plan with { Version = 2 }));

        store.Restart();
        var read = Plans.Latest(Plan.PlantId)!;
        Assert.Equal(1, read.Version);
        Assert.Equal(Plan.Facts, read.Facts);
        Assert.Equal(
            Plan.Items.Select(item => (item.Id, item.From, item.To)), read.Items.Select(item => (item.Id, item.From, item.To)));
        Assert.False(CarePlanChange.Differs(read, Plan));
    }

    [Fact]
    public void TryAdd_MoreThanAreKept_LetsTheOldestGoAndNoOtherPlants()
    {
        Plans.TryAdd(Plan with { PlantId = "pl-other" });
        for (var version = 1; version <= CarePlanStore.MaxKept + 5; version++)
            Plans.TryAdd(Plan with { Version = version, MadeAt = Plan.MadeAt + version });

        var kept = Plans.Read(CarePlanStore.Of(Plan.PlantId)).Select(plan => plan.Value.Version).ToList();
        Assert.Equal(Enumerable.Range(6, CarePlanStore.MaxKept).Select(version => (long)version), kept);
        Assert.NotNull(Plans.Latest("pl-other"));
    }

    [Fact]
    public void Removed_APlant_AreItsPlans()
    {
        Plans.TryAdd(Plan);
        Plans.TryAdd(Plan with { PlantId = "pl-other" });

        Assert.True(store.Records.TryCommit([.. Plans.Removed(Plan.PlantId)]));
        Assert.Null(Plans.Latest(Plan.PlantId));
        Assert.NotNull(Plans.Latest("pl-other"));
    }

    [Fact]
    public void Latest_PlanOfANewerOrOlderGateway_IsReadAllTheSame()
    {
        const string Sparse = """{"plant_id":"pl-1","made_at":5,"valid_until":6,"away":{"advice":"unknown","refs":[]},"later":{"a":1}}""";
        store.Records.TryCommit([new RecordChange(RecordSet.CarePlans, "pl-1/00000000000005", Sparse, 0)]);

        var read = Plans.Latest("pl-1")!;
        Assert.Empty(read.Items);
        Assert.Empty(read.Facts);
        Assert.True(CarePlanChange.Differs(read, Plan));
    }
}

public sealed class LiteDbCarePlanStoreTests() : CarePlanStoreContract(new LiteDbTestStore());

public sealed class PostgresCarePlanStoreTests() : CarePlanStoreContract(new PostgresTestStore());
