using System.Net;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Tests.Dashboard.Plants;

namespace PlantOps.Gateway.Tests.Dashboard.Care;

public sealed class CarePagesTests
{
    [Fact]
    public async Task Done_OnThePlantsPage_IsInTheJournalAndNotSaidAgain()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var id = await host.Api.Add("Fern");
        using var ben = host.Browser(TokenRole.Waters, "Ben");

        var before = (await ben.GetAsync($"/plants/{id}")).Html;
        var answer = await ben.PostAsync($"/plants/{id}/care/feel-soil/done", ("back", "plant"));
        var after = (await ben.GetAsync($"/plants/{id}")).Html;
        var entry = Assert.Single(host.Service<PlantJournal>().Read(PlantJournal.Of(id))).Value;

        Assert.Contains($"action=\"/plants/{id}/care/feel-soil/done\"", before, StringComparison.Ordinal);
        Assert.Equal($"/plants/{id}#care", answer.Location);
        Assert.DoesNotContain("/care/feel-soil/done", after, StringComparison.Ordinal);
        Assert.Equal((JournalKind.Note, "feel-soil", "Ben"), (entry.Kind, entry.Care, entry.By));
        Assert.StartsWith("Feel its soil", entry.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Done_Again_LeadsBackWithoutASecondEntry()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var id = await host.Api.Add("Fern");

        await host.Ada.PostAsync($"/plants/{id}/care/feel-soil/done", ("back", "week"));
        var again = await host.Ada.PostAsync($"/plants/{id}/care/feel-soil/done", ("back", "week"));
        var never = await host.Ada.PostAsync($"/plants/{id}/care/dance/done", ("back", "week"));
        var nobody = await host.Ada.PostAsync("/plants/pl-nothere/care/feel-soil/done", ("back", "week"));

        Assert.Equal(("/care", "/care", HttpStatusCode.NotFound), (again.Location, never.Location, nobody.Status));
        Assert.Single(host.Service<PlantJournal>().Read(PlantJournal.Of(id)));
    }

    [Fact]
    public async Task Week_OfAllPlants_NamesEachAndLinksIt()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (fern, aloe) = (await host.Api.Add("Fern <b>"), await host.Api.Add("Aloe"));
        using var guest = host.Browser(TokenRole.Viewer, "Guest");

        var page = (await guest.GetAsync("/care")).Html;
        host.Ada.Headers("Accept-Language", "de");
        var german = (await host.Ada.GetAsync("/care")).Html;

        Assert.Contains($"href=\"/plants/{fern}#care\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/plants/{aloe}#care\"", page, StringComparison.Ordinal);
        Assert.Contains("Fern &lt;b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/done", page, StringComparison.Ordinal);
        Assert.Contains("Fühle die Erde", german, StringComparison.Ordinal);
        Assert.Contains("/care/feel-soil/done", german, StringComparison.Ordinal);
    }
}
