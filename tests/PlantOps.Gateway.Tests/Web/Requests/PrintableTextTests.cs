using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Tests.Web.Requests;

public sealed class PrintableTextTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Fern on the sill")]
    [InlineData("Färn · 蕨 · papoeč · فوجير")]
    [InlineData("\U0001F33F Fern")]
    [InlineData("\U0001F469\u200D\U0001F33E")]
    [InlineData("\U0001F469\U0001F3FD\u200D\U0001F33E")]
    [InlineData("\u2764\uFE0F\u200D\U0001F525")]
    [InlineData("\U0001F3F3\uFE0F\u200D\U0001F308")]
    [InlineData("\U0001F642\u200D\u2194\uFE0F")]
    public void IsName_OfWhatCanBeSeen_True(string name) => Assert.True(PrintableText.IsName(name, 100));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\u001b[31m")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u200Bb")]
    [InlineData("a\u200Db")]
    [InlineData("\u200D\U0001F33E")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u2029b")]
    [InlineData("a\uFEFFb")]
    [InlineData("a\u00ADb")]
    [InlineData("a\uE000b")]
    [InlineData("a\U000E0041b")]
    [InlineData("a\U000F0000b")]
    [InlineData("\u3164")]
    public void IsName_OfWhatCannotBeSeen_False(string name) => Assert.False(PrintableText.IsName(name, 100));

    [Fact]
    public void IsName_WithHalfACharacter_False()
    {
        Assert.False(PrintableText.IsName("a\ud83cb", 100));
        Assert.False(PrintableText.IsName("\udf3f", 100));
    }

    [Fact]
    public void IsName_OfALongOne_EndsAtTheLimit()
    {
        Assert.True(PrintableText.IsName(new string('x', 100), 100));
        Assert.False(PrintableText.IsName(new string('x', 101), 100));
    }

    [Fact]
    public void IsText_OfSeveralLines_True()
    {
        Assert.True(PrintableText.IsText("from Grandma\r\n\tin 1987", 100));
        Assert.False(PrintableText.IsText("from\u202E Grandma", 100));
    }

    [Fact]
    public void Strip_OfAnyText_IsALine() =>
        Gen.String.Sample(text => Assert.True(PrintableText.IsLine(PrintableText.Strip(text), int.MaxValue)));

    [Theory]
    [InlineData("/api/v1/plants")]
    [InlineData("/api/v1/enrolments")]
    [InlineData("/api/v1/people")]
    [InlineData("/api/v1/tokens", "\"role\":\"viewer\"")]
    [InlineData("/api/v1/channels", "\"kind\":\"slack\",\"url\":\"https://hooks.slack.com/services/x\"")]
    public async Task Send_ANameThatHidesSomething_IsRefusedAndOneWithSpacesTrimmed(string path, string? more = null)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.SignedIn(TokenRole.Owner);

        foreach (var hidden in (string[])["\\u202e", "\\u200b", "\\u2028"])
        {
            using var refused = await Send($"Fern{hidden}1");
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("\"name\"", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        using var taken = await Send("  Fern  ");
        Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync(Token));
        var made = JsonDocument.Parse(await taken.Content.ReadAsStringAsync(Token)).RootElement;
        Assert.Equal("Fern", made.GetProperty("name").GetString());

        async Task<HttpResponseMessage> Send(string name)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent(
                    $"{{\"name\":\"{name}\"{(more is null ? "" : "," + more)}}}", null, "application/json"),
            };
            return await client.SendAsync(request, Token);
        }
    }

    [Fact]
    public async Task Put_APlantWhoseNameWasAllowedOnce_KeepsIt()
    {
        const string Name = "Fern\u200B on the sill";
        await using var gateway = await GatewayHost.StartedAsync();
        var plants = gateway.Services.GetRequiredService<PlantStore>();
        Assert.True(plants.TryCommit(plants.Put(new Plant { Id = "pl-4k7x9m2d", Name = Name, CreatedAt = 1 }, expected: 0)));
        using var client = gateway.SignedIn(TokenRole.Owner);

        using var answer = await client.PutAsJsonAsync("/api/v1/plants/pl-4k7x9m2d", new { name = Name, place = "Hall" }, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((Name, "Hall"), (plants.Find("pl-4k7x9m2d")!.Value.Name, plants.Find("pl-4k7x9m2d")!.Value.Place));
    }
}
