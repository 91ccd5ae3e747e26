using System.Net;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Tests.Dashboard.Plants;

namespace PlantOps.Gateway.Tests.Dashboard.PlantEdit;

public sealed class PlantEditPageTests
{
    private const string Markup = "<script>alert(1)</script>\"'";

    [Fact]
    public async Task Add_WithAGermanNameAndADevice_IsThereAndWatched()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var device = host.Admit("hw-1");

        var answer = await host.Ada.PostAsync(
            "/plants/new", ("name", "Moni"), ("species", "fensterblatt"), ("place", "Hall"), ("device", device.Id),
                ("channel", "2"));

        var plant = Assert.Single(host.Plants);
        Assert.Equal((HttpStatusCode.SeeOther, $"/plants/{plant.Id}"), (answer.Status, answer.Location));
        Assert.Equal(("Moni", "monstera-deliciosa", "Hall"), (plant.Name, plant.Species, plant.Place));
        Assert.Equal((device.Number, 2), (plant.Watched!.Device, plant.Watched.SoilChannel));
        Assert.Equal(["plant.watch", "plant.add"], host.Done().Take(2));
    }

    [Fact]
    public async Task Add_WithANameOfSeveralSpecies_OffersThemAndKeepsWhatWasTyped()
    {
        await using var host = await PlantPagesHost.StartedAsync();

        var asked = await host.Ada.PostAsync("/plants/new", ("name", "Fern & Co"), ("species", "calathe"), ("place", Markup));
        var chosen = await host.Ada.PostAsync("/plants/new", ("name", "Fern"), ("species", "calathe"), ("choice", "none"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains("value=\"Fern &amp; Co\"", asked.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"&lt;script&gt;", asked.Html, StringComparison.Ordinal);
        Assert.Contains("type=\"radio\" name=\"choice\"", asked.Html, StringComparison.Ordinal);
        Assert.Contains("One field is not right yet", asked.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, chosen.Status);
        Assert.Null(Assert.Single(host.Plants).Species);
    }

    [Fact]
    public async Task Add_WithANameThatIsOnlyPartlyKnown_AsksInsteadOfChoosing()
    {
        await using var host = await PlantPagesHost.StartedAsync();

        var asked = await host.Ada.PostAsync("/plants/new", ("name", "Orange"), ("species", "Xyzzy oleander"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains("“xyzzy” is not known", WebUtility.HtmlDecode(asked.Html), StringComparison.Ordinal);
        Assert.Contains("value=\"nerium-oleander\"", asked.Html, StringComparison.Ordinal);
        Assert.Contains("toxic to pets and children", asked.Html, StringComparison.Ordinal);
        Assert.Empty(host.Plants);
    }

    [Theory]
    [InlineData("", "", "A plant needs a name.")]
    [InlineData("a\u200Bb", "", "At most 100 characters")]
    [InlineData("Fern", "qqqqqqqqqqqq", "No species is called anything like it.")]
    public async Task Add_WithWhatCannotBe_SaysSoAtTheField(string name, string species, string problem)
    {
        await using var host = await PlantPagesHost.StartedAsync();

        var answer = await host.Ada.PostAsync("/plants/new", ("name", name), ("species", species));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(problem, answer.Html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", answer.Html, StringComparison.Ordinal);
        Assert.Empty(host.Plants);
    }

    [Fact]
    public async Task Change_OfAPlantThatSomebodyChangedMeanwhile_SaysSoAndCanBeSentOnceMore()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var id = await host.Api.Add("Fern");
        await host.Ada.PostAsync($"/plants/{id}/edit", ("name", "Farn"), ("version", "1"));

        var late = await host.Ada.PostAsync($"/plants/{id}/edit", ("name", "Felix"), ("version", "1"));
        var again = await host.Ada.PostAsync($"/plants/{id}/edit", ("name", "Felix"), ("version", "2"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("Somebody changed this plant in the meantime.", late.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"version\" value=\"2\"", late.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"Felix\"", late.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, "Felix"), (again.Status, host.Plant(id).Name));
    }

    [Fact]
    public async Task Change_OfTheDevice_MovesItUnlessItIsShared()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var device = host.Admit("hw-1");
        var (fern, basil) = (await host.Api.Add("Fern"), await host.Api.Add("Basil"));
        await host.Ada.PostAsync($"/plants/{fern}/edit", ("name", "Fern"), ("device", device.Id));

        var form = await host.Ada.GetAsync($"/plants/{basil}/edit");
        await host.Ada.PostAsync($"/plants/{basil}/edit", ("name", "Basil"), ("device", device.Id), ("share", "true"));
        var isShared = host.Plant(fern).Watched is not null && host.Plant(basil).Watched is not null;
        await host.Ada.PostAsync($"/plants/{basil}/edit", ("name", "Basil"), ("device", ""));
        await host.Ada.PostAsync($"/plants/{basil}/edit", ("name", "Basil"), ("device", device.Id));

        Assert.Contains("hw-1, now with Fern", form.Html, StringComparison.Ordinal);
        Assert.True(isShared);
        Assert.Null(host.Plant(fern).Watched);
        Assert.NotNull(host.Plant(basil).Watched);
        Assert.Equal(["plant.watch", "plant.describe", "plant.unwatch"], host.Done().Take(3));
    }

    [Fact]
    public async Task Remove_WithItsNameTyped_IsGoneForEverAndPutAwayIsKept()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (fern, basil) = (await host.Api.Add("Fern"), await host.Api.Add("Basil"));

        var mistaken = await host.Ada.PostAsync($"/plants/{fern}/remove", ("confirm", "fern"));
        var isThere = host.Plants.Count;
        var removed = await host.Ada.PostAsync($"/plants/{fern}/remove", ("confirm", "Fern"));
        await host.Ada.PostAsync($"/plants/{basil}/put-away");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, 2), (mistaken.Status, isThere));
        Assert.Contains("That is not its name.", mistaken.Html, StringComparison.Ordinal);
        Assert.Equal("/plants", removed.Location);
        Assert.NotNull(Assert.Single(host.Plants).PutAwayAt);
        Assert.Equal(["plant.remove", "plant.remove"], host.Done().Take(2));
    }

    [Fact]
    public async Task Find_ByAnyName_SaysWhyItWasFoundAndWhatItDoesToThoseWhoChewOnIt()
    {
        await using var host = await PlantPagesHost.StartedAsync();

        var found = await host.Ada.GetAsync("/plants/species?species=fensterblat");
        host.Ada.Headers("Accept-Language", "de");
        var german = await host.Ada.GetAsync("/plants/species?species=monstera+deliciosa");

        Assert.Matches("<strong>Monstera deliciosa</strong> <small>German: Fensterblatt</small>", found.Html);
        Assert.Contains("<small class=\"danger-mark\">", found.Html, StringComparison.Ordinal);
        Assert.Contains("<strong>Monstera deliciosa</strong> <small>Fensterblatt</small>", german.Html, StringComparison.Ordinal);
        Assert.Contains("Keine davon", german.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", found.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_PlantsAndAPlant_HaveTheirButtonsForOwnersOnly()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var id = await host.Api.Add("Fern");
        using var ben = host.Browser(TokenRole.Waters, "Ben");

        Assert.Contains("href=\"/plants/new\"", (await host.Ada.GetAsync("/plants")).Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/plants/{id}/edit\"", (await host.Ada.GetAsync($"/plants/{id}")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/plants/new", (await ben.GetAsync("/plants")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/edit", (await ben.GetAsync($"/plants/{id}")).Html, StringComparison.Ordinal);
    }
}
