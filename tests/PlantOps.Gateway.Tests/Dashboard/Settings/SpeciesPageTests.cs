using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Settings;

/// <summary>What kinds of plants need, as pages.</summary>
public sealed class SpeciesPageTests
{
    private const string Markup = "<b>Basil</b>";

    [Fact]
    public async Task Get_WithATypingMistake_FindsItWithItsValuesAndToxicity()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var viewer = gateway.SignedIn("viewer", "de");

        var page = await viewer.GetAsync("/settings/species?q=monstra");
        var one = await viewer.GetAsync("/settings/species/monstera-deliciosa");
        var none = await viewer.GetAsync("/settings/species?q=" + new string('z', 5000));

        Assert.Contains("Monstera deliciosa", page.Html, StringComparison.Ordinal);
        Assert.Contains("<dt>Bodenfeuchte</dt>", page.Html, StringComparison.Ordinal);
        Assert.Contains("Für Katzen und Hunde", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/settings/species/new", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<form class=\"form\" method=\"post\"", one.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, none.Status);
    }

    [Fact]
    public async Task Get_NamesThatAreSharedOrNotKnown_MarksWhatIsToxicAndSaysWhatIsNotKnown()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var viewer = gateway.SignedIn("viewer");

        var shared = await viewer.GetAsync("/settings/species?q=money+tree");
        var partly = await viewer.GetAsync("/settings/species?q=blood+lily");
        var unknown = await viewer.GetAsync("/settings/species?q=spider+lily");

        Assert.Contains("Pachira aquatica", shared.Html, StringComparison.Ordinal);
        Assert.Contains("<small class=\"danger-mark\">toxic to pets</small>", shared.Html, StringComparison.Ordinal);
        Assert.Contains("“blood” is not known", WebUtility.HtmlDecode(partly.Html), StringComparison.Ordinal);
        Assert.Contains("Lilium", partly.Html, StringComparison.Ordinal);
        Assert.Contains("Not known: none has such a name", unknown.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Spathiphyllum", partly.Html + unknown.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ANewSpecies_IsThereUntilItIsTakenAway()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn("owner");
        var species = gateway.Services.GetRequiredService<SpeciesCatalogue>();

        var added = await owner.PostAsync(
            "/settings/species", ("scientific_name", "Plantago Testus"), ("common_names", $"{Markup}, Test"),
                ("soil_moisture.low", "20,5"),
            ("soil_moisture.high", "80"), ("toxic_to_pets", "toxic"), ("toxic_to_children", "unknown"));
        var again = await owner.PostAsync("/settings/species", ("scientific_name", "plantago testus"));
        var page = await owner.GetAsync(added.Location!);

        Assert.Equal("/settings/species/plantago-testus", added.Location);
        var profile = species.Find("plantago-testus")!.Profile;
        Assert.Equal((20.5, 80, Toxicity.Toxic), (profile.Soil!.Low, profile.Soil.High, profile.Pets));
        Assert.Equal([Markup, "Test"], profile.CommonNames);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("There is such a species already.", again.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Markup, page.Html, StringComparison.Ordinal);

        await owner.PostAsync("/settings/species/plantago-testus/remove");
        Assert.Null(species.Find("plantago-testus"));
        Assert.Equal(["Ben species.remove", "Ben species.set"], gateway.Audited());
    }

    [Fact]
    public async Task Post_AChange_KeepsWhatHasNoFieldAndCanBePutBack()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn("owner");
        var species = gateway.Services.GetRequiredService<SpeciesCatalogue>();
        var original = species.Find("monstera-deliciosa")!.Profile;

        await owner.PostAsync("/settings/species/monstera-deliciosa", ("scientific_name", "Monstera deliciosa"),
            ("soil_moisture.low", "33"));
        var changed = species.Find("monstera-deliciosa")!;
        await owner.PostAsync("/settings/species/monstera-deliciosa/remove");

        Assert.Equal((SpeciesOrigin.Changed, 33), (changed.Origin, changed.Profile.Soil!.Low));
        Assert.Equal(original.Sources, changed.Profile.Sources);
        Assert.Equal(SpeciesOrigin.BuiltIn, species.Find("monstera-deliciosa")!.Origin);
    }

    [Fact]
    public async Task Post_WhatCannotBe_IsSaidAtTheFieldAndKept()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn("owner", "de");

        var answer = await owner.PostAsync(
            "/settings/species", ("scientific_name", ""), ("soil_moisture.low", "wet"), ("temperature.low", "30"),
                ("temperature.high", "20"),
            ("watering", "oft"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("id=\"f-soil_moisture-critical_low-problem\">Eine Zahl.", answer.Html, StringComparison.Ordinal);
        Assert.Contains("Die Werte müssen vom kleinsten zum größten gehen.", answer.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"oft\"", answer.Html, StringComparison.Ordinal);
        Assert.Contains("id=\"f-scientific_name-problem\"", answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_RemoveWhatAPlantIsOf_IsRefusedWithItsName()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn("owner");
        await owner.PostAsync("/settings/species", ("scientific_name", "Testus testus"));
        var plants = gateway.Services.GetRequiredService<PlantStore>();
        plants.TryCommit(plants.Put(new Plant { Id = PlantStore.NewId(), Name = "Fern", Species = "testus-testus",
            CreatedAt = 0 }, 0));

        var refused = await owner.PostAsync("/settings/species/testus-testus/remove");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("plants are of it: Fern.", refused.Html, StringComparison.Ordinal);
    }
}
