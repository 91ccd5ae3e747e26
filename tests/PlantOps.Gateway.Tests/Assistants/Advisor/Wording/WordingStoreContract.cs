using PlantOps.Gateway.Assistants.Advisor.Wording;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Wording;

/// <summary>Wordings of plans in every store.</summary>
public abstract class WordingStoreContract(TestStore store) : IDisposable
{
    private static readonly PlanWording One = new()
    {
        PlantId = "pl-1", Version = 3, Language = "de", Digest = "abc", MadeAt = 1000, Tokens = 120,
        Names = new Dictionary<string, string> { ["r1"] = "soil_moisture" },
        Wording = new CareWording
        {
            Summary = "Sie hat Durst.", Items = [new CareItemWording("water-now", "Ihre Erde ist bei {r1}.")],
            Questions = ["Warum?"], Model = "scripted", Tokens = 120,
        },
    };

    private WordingStore Wordings => new(store.Records);

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void TryAdd_AWording_IsReadAsItWasMade()
    {
        Assert.True(Wordings.TryAdd(One));
        Assert.False(Wordings.TryAdd(One with { Digest = "other" }));

        store.Restart();
        var read = Assert.Single(Wordings.Of("pl-1"));
        Assert.Equal((One.Version, One.Language, One.Digest, One.MadeAt, One.Tokens),
            (read.Version, read.Language, read.Digest, read.MadeAt, read.Tokens));
        Assert.Equal(One.Names, read.Names);
        Assert.Equal(One.Wording!.Items, read.Wording!.Items);
        Assert.Equal(
            (One.Wording.Summary, "Warum?", "scripted"), (read.Wording.Summary, read.Wording.Questions[0], read.Wording.Model));
    }

    [Fact]
    public void TryAdd_MoreThanAreKept_LetsTheOldestGoAndNoOtherPlants()
    {
        Wordings.TryAdd(One with { PlantId = "pl-10" });
        for (var i = 0; i < WordingStore.MaxKept + 5; i++)
            Wordings.TryAdd(One with { MadeAt = 1000 + i, Version = i, Language = i % 2 == 0 ? "en" : "de" });

        var kept = Wordings.Of("pl-1").Select(one => one.Version).ToList();
        Assert.Equal(Enumerable.Range(5, WordingStore.MaxKept).Reverse().Select(version => (long)version), kept);
        Assert.Single(Wordings.Of("pl-10"));
    }

    [Fact]
    public void Removed_APlant_AreItsWordings()
    {
        Wordings.TryAdd(One);
        Wordings.TryAdd(One with { PlantId = "pl-10" });

        Assert.True(store.Records.TryCommit([.. Wordings.Removed("pl-1")]));
        Assert.Empty(Wordings.Of("pl-1"));
        Assert.Single(Wordings.Of("pl-10"));
    }

    [Fact]
    public void Of_WordingOfANewerOrOlderGateway_IsReadAllTheSame()
    {
        const string Sparse = """{"plant_id":"pl-1","version":1,"language":"en","digest":"x","made_at":5,"later":{"a":1}}""";
        store.Records.TryCommit([new RecordChange(RecordSet.CareWordings, "pl-1/00000000000005-en", Sparse, 0)]);

        var read = Assert.Single(Wordings.Of("pl-1"));
        Assert.Null(read.Wording);
        Assert.Empty(read.Names);
    }

    [Fact]
    public void All_OfWhatMovesToAnotherStore_HasThem() => Assert.Contains(RecordSet.CareWordings, RecordSet.All);
}

public sealed class LiteDbWordingStoreTests() : WordingStoreContract(new LiteDbTestStore());

public sealed class PostgresWordingStoreTests() : WordingStoreContract(new PostgresTestStore());
