using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Settings.Phone;

public sealed class PhonePageTests
{
    private const string Path = "/settings/phone";

    private static readonly (string, string)[] German = [("language", "de"), ("temperature_unit", "fahrenheit"), ("clock", "12h"),
        ("theme", "dark")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Save_WhatSomebodyReads_FollowsThemToTheirOtherPhone()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var phone = gateway.Browser("Ben", TokenRole.Viewer);
        using var other = gateway.Browser("ben", TokenRole.Viewer);
        using var ada = gateway.Browser("Ada");

        Assert.Equal(Path + "?saved=1", (await phone.PostAsync(Path, German)).Location);

        var first = (await phone.GetAsync("/settings")).Html;
        var second = (await other.GetAsync("/settings")).Html;
        Assert.Contains("<html lang=\"de\" class=\"clock-12 theme-dark\">", first, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\" class=\"clock-12\">", second, StringComparison.Ordinal);
        Assert.Contains("Deutsch, °F", second, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", (await ada.GetAsync("/settings")).Html, StringComparison.Ordinal);
        var person = Assert.Single(gateway.Services.GetRequiredService<PersonStore>().All).Value;
        Assert.Equal(("Ben", "de", "fahrenheit", "12h"), (person.Name, person.Language, person.TemperatureUnit, person.Clock));
        Assert.Empty(person.Channels);
    }

    [Fact]
    public async Task Save_OfSomebodyWhoIsTold_ChangesNothingElse()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var phone = gateway.Browser("Ben");
        var people = gateway.Services.GetRequiredService<PersonStore>();
        var ben = people.Add(new Person
        {
            Id = "", Name = "Ben", TimeZone = "Europe/Berlin", CriticalAtNight = false, CreatedAt = 5,
            Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0)),
        });

        await phone.PostAsync(Path, German);
        var chosen = people.Find(ben.Id)!.Value;
        await phone.PostAsync(
            Path, ("language", "browser"), ("temperature_unit", "celsius"), ("clock", "browser"), ("theme", "system"));
        var back = people.Find(ben.Id)!.Value;

        Assert.Equal(
            ben.Value with { Language = "de", TemperatureUnit = "fahrenheit", Clock = "12h", Channels = chosen.Channels },
            chosen);
        Assert.Equal((null, "celsius", null), (back.Language, back.TemperatureUnit, back.Clock));
        Assert.Contains("<html lang=\"en\">", (await phone.GetAsync(Path)).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("language")]
    [InlineData("temperature_unit")]
    [InlineData("clock")]
    [InlineData("theme")]
    public async Task Save_WhatIsNotOffered_IsRefusedAtTheField(string field)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var phone = gateway.Browser("Ben");

        var answer =
            await phone.PostAsync(Path, [.. German.Select(one => (one.Item1, one.Item1 == field ? "\"><b>" : one.Item2))]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains($"id=\"f-{field}-problem\"", answer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", answer.Html.Replace("<b>0</b>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(gateway.Services.GetRequiredService<PersonStore>().All);
    }

    [Fact]
    public async Task Put_WithoutHowSomebodyReads_LeavesItAsItIs()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);
        using var made =
            await owner.PostAsJsonAsync("/api/v1/people", new { name = "Ann", language = "de", clock = "24h" }, Token);
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString();

        using var put =
            await owner.PutAsJsonAsync($"/api/v1/people/{id}", new { name = "Ann", temperature_unit = "fahrenheit" }, Token);
        var person = await put.Content.ReadFromJsonAsync<JsonElement>(Token);
        using var wrong = await owner.PutAsJsonAsync(
            $"/api/v1/people/{id}", new { name = "Ann", language = "fr", temperature_unit = "kelvin", clock = "10h" }, Token);

        Assert.Equal(
            ("de", "fahrenheit", "24h"),
            (person.GetProperty("language").GetString(), person.GetProperty("temperature_unit").GetString(),
                person.GetProperty("clock").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var errors = (await wrong.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors");
        Assert.Equal(["clock", "language", "temperature_unit"], errors.EnumerateObject().Select(error => error.Name).Order());
    }
}
