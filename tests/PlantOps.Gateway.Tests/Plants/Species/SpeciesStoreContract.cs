using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Plants.Species;

/// <summary>Species of users, in every store.</summary>
public abstract class SpeciesStoreContract(TestStore store) : IDisposable
{
    private const string Changed = "ocimum-basilicum";

    private SpeciesStore Store => new(store.Records);

    private SpeciesCatalogue Catalogue => new(Store);

    private static SpeciesProfile Own =>
        SpeciesFile.BuiltIn()[0] with { Id = "my-fern", ScientificName = "Filix mea", CommonNames = ["Ünlikely fern"] };

    [Fact]
    public void TryPut_AfterRestart_IsThereWithEverything()
    {
        Assert.True(Store.TryPut(Own, 0));
        Assert.False(Store.TryPut(Own, 0));
        store.Restart();

        var known = Catalogue.Find("my-fern")!;

        Assert.Equal((SpeciesOrigin.Own, 1L), (known.Origin, known.Version));
        Assert.Equivalent(Own, known.Profile, strict: true);
    }

    [Fact]
    public void Find_BuiltInOneThatWasChanged_IsTheUsersUntilItIsDeleted()
    {
        var original = Catalogue.Find(Changed)!;
        Assert.True(Store.TryPut(original.Profile with { Soil = new MetricRange(33, 66) }, null));
        var changed = Catalogue.Find(Changed)!;
        Assert.Equal((SpeciesOrigin.Changed, 33.0), (changed.Origin, Catalogue.RangesOf(Changed).Soil?.Low));

        Assert.False(Store.TryDelete(Changed, 7));
        Assert.True(Store.TryDelete(Changed, changed.Version));
        Assert.Equal(
            (SpeciesOrigin.BuiltIn, original.Profile.Soil), (Catalogue.Find(Changed)!.Origin, Catalogue.RangesOf(Changed).Soil));
    }

    [Fact]
    public void Search_OwnAndChangedOnes_AreFoundAtOnce()
    {
        var catalogue = Catalogue;
        Assert.Empty(catalogue.Search("ünlikely"));
        Store.TryPut(Own, 0);
        Assert.Equal("my-fern", catalogue.Search("uenlikly fern").First().Profile.Id);

        Store.TryPut(Own with { CommonNames = ["Dubious moss"] }, 1);
        Assert.Empty(catalogue.Search("ünlikely"));
        Assert.Equal((SpeciesOrigin.Own, 2L),
            (catalogue.Search("dubius moss").First().Origin, catalogue.Search("dubius moss").First().Version));

        Store.TryDelete("my-fern", 2);
        Assert.Empty(catalogue.Search("dubious"));
    }

    [Fact]
    public void All_OwnAmongBuiltIn_IsInTheOrderOfIds()
    {
        Store.TryPut(Own, 0);
        string[] ids = [.. Catalogue.All.Select(known => known.Profile.Id)];

        Assert.Equal(SpeciesFile.BuiltIn().Count + 1, ids.Length);
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void RangesOf_UnknownSpecies_AreThoseOfAnyPlant()
    {
        Assert.Same(PlantRanges.Unknown, Catalogue.RangesOf(null));
        Assert.Same(PlantRanges.Unknown, Catalogue.RangesOf("no-such"));
    }

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }
}
