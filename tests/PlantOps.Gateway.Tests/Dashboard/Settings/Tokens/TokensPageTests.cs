using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Settings.Tokens;

public sealed partial class TokensPageTests
{
    private const string Path = "/settings/tokens";

    [Fact]
    public async Task Create_AToken_IsShownThisOnceWithItsCurlLineAndRevoked()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ada = gateway.Browser("Ada");
        var tokens = gateway.Services.GetRequiredService<TokenRegistry>();

        var made = await ada.PostAsync(Path, ("name", "Script <i>"), ("role", "viewer"));
        var text = Text().Match(made.Html).Groups[1].Value;
        var list = (await ada.GetAsync(Path)).Html;

        Assert.Equal(HttpStatusCode.OK, made.Status);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(gateway, text));
        Assert.Contains($"Authorization: Bearer {text}&quot; https://localhost:{gateway.HttpsPort}/api/v1/plants", made.Html,
            StringComparison.Ordinal);
        Assert.Contains("Script &lt;i&gt;", list, StringComparison.Ordinal);
        Assert.DoesNotContain(text, list, StringComparison.Ordinal);
        var token = tokens.All.Single(one => one.Name == "Script <i>");
        Assert.Equal(TokenRole.Viewer, token.Role);
        Assert.Equal(Path, (await ada.PostAsync($"{Path}/{token.Id}/revoke")).Location);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(gateway, text));
        var log = gateway.Services.GetRequiredService<AuditLog>().Read(null, 2);
        Assert.Equal([("token.revoke", "Ada", token.Id), ("token.create", "Ada", token.Id)],
            log.Select(one => (one.What, one.Who, one.Target!)));
    }

    [Theory]
    [InlineData("", "viewer", "f-name-problem")]
    [InlineData("local", "viewer", "f-name-problem")]
    [InlineData("Script", "king", "f-role-problem")]
    public async Task Create_WithAWrongField_SaysSoThereAndKeepsWhatWasTyped(string name, string role, string problem)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ada = gateway.Browser("Ada");

        var answer = await ada.PostAsync(Path, ("name", name), ("role", role));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains($"id=\"{problem}\"", answer.Html, StringComparison.Ordinal);
        if (name.Length > 0) Assert.Contains($"value=\"{name}\"", answer.Html, StringComparison.Ordinal);
        Assert.Empty(gateway.Services.GetRequiredService<TokenRegistry>().All);
    }

    private static async Task<HttpStatusCode> AskAsync(GatewayHost gateway, string token)
    {
        using var client = gateway.Https();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.GetAsync("/api/v1/plants", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    [GeneratedRegex("<code>(po_[A-Za-z0-9_-]*)</code>")]
    private static partial Regex Text();
}
