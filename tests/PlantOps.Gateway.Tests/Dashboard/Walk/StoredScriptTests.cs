using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Plants;

namespace PlantOps.Gateway.Tests.Dashboard.Walk;

/// <summary>Mark-up in everything that can be typed, on pages and over the API: what comes back is text, on every page.</summary>
public sealed class StoredScriptTests
{
    // Short, or many fields take no more: ends an attribute, an element, a comment and a script, and begins another one.
    private const string Short = "\"'><u data-hole>";
    private const string Long = Short + "</textarea></title></script><!--<script>hole()</script><img src=x onerror=hole()>";

    private static readonly string[] Holes = ["<u data-hole", "<script>hole", "<img src=x", "\"'><u"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fields_OfEveryForm_ComeBackAsText()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        await PlantAsync(gateway);
        using var browser = gateway.Browser("Ada");
        var (sent, kept) = (new HashSet<string>(), 0);

        // Twice: what the first round made has forms of its own.
        for (var round = 0; round < 2; round++)
        {
            foreach (var (address, page) in await PageWalk.AllAsync(browser))
            {
                foreach (var form in HtmlForm.Of(page).Where(form => form.Texts.Count > 0))
                {
                    foreach (var payload in (string[])[Short, Long])
                    {
                        if (!sent.Add($"{form.Action} {address.Split('?')[^1]} {payload.Length}")) continue;
                        var answer = await browser.PostAsync(form.Action, Filled(form, payload));
                        AssertText($"POST {form.Action}", answer);
                        if (answer.Status == HttpStatusCode.SeeOther) kept++;
                    }
                }
            }
        }

        var shown = await AssertTextEverywhereAsync(gateway);
        TestContext.Current.SendDiagnosticMessage($"{sent.Count} forms were sent, {kept} taken; {shown} pages show it");
        Assert.InRange(sent.Count, 20, 1000);
        Assert.InRange(kept, 3, 1000);
        Assert.InRange(shown, 3, 1000);
    }

    [Fact]
    public async Task Texts_OfTheApi_ComeBackAsText()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var plant = await PlantAsync(gateway);
        using var owner = gateway.SignedIn(TokenRole.Owner);
        var description = JsonNode.Parse(await owner.GetStringAsync("/openapi/v1.json", Token))!;
        var (sent, kept) = (0, 0);
        foreach (var (path, operations) in description["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                if (method is "get" or "delete" || Example(description, operation!) is not { } example) continue;
                foreach (var name in example.Where(field => IsText(field.Value)).Select(field => field.Key).ToList())
                {
                    var body = example.DeepClone().AsObject();
                    body[name] = name == "code" ? body[name]!.DeepClone() : Short;
                    var address = path.Replace("{id}", plant, StringComparison.Ordinal);
                    using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), address);
                    request.Content = JsonContent.Create(body);
                    using var answer = await owner.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
                    sent++;
                    if (answer.IsSuccessStatusCode) kept++;
                }
            }
        }

        var shown = await AssertTextEverywhereAsync(gateway);
        TestContext.Current.SendDiagnosticMessage($"{sent} texts were sent, {kept} taken; {shown} pages show them");
        Assert.InRange(sent, 20, 1000);
        Assert.InRange(kept, 3, 1000);
        Assert.InRange(shown, 3, 1000);
    }

    private static (string Name, string Value)[] Filled(HtmlForm form, string payload) =>
    [
        .. form.Fields.Select(field => (field.Key, form.Texts.TryGetValue(field.Key, out var most)
            ? payload[..Math.Min(most, payload.Length)]
            : field.Value)),
    ];

    // How many pages show what was typed; as text only.
    private static async Task<int> AssertTextEverywhereAsync(GatewayHost gateway)
    {
        using var browser = gateway.Browser("Eve");
        var pages = await PageWalk.AllAsync(browser);
        Assert.InRange(pages.Count, 25, 1000);
        foreach (var (address, page) in pages) AssertText(address, page);
        return pages.Values.Count(page => page.Html.Contains("u data-hole", StringComparison.Ordinal));
    }

    private static void AssertText(string from, PageAnswer page)
    {
        Assert.True((int)page.Status < 500, $"{from} answers {(int)page.Status}");
        Assert.All(Holes, hole => Assert.False(page.Html.Contains(hole, StringComparison.Ordinal), $"{from} has {hole} in it."));
    }

    private static JsonObject? Example(JsonNode description, JsonNode operation)
    {
        var schema = operation["requestBody"]?["content"]?["application/json"]?["schema"];
        var name = schema?["$ref"]?.GetValue<string>().Split('/')[^1];
        if (name is not null) schema = description["components"]!["schemas"]![name];
        return schema?["examples"]?.AsArray().FirstOrDefault() as JsonObject;
    }

    private static bool IsText(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out _);

    private static async Task<string> PlantAsync(GatewayHost gateway)
    {
        var host = new PlantHost(gateway);
        var (_, plant) = await host.Ask(HttpMethod.Post, "/api/v1/plants", """{"name":"Fern","place":"Hall"}""");
        host.Admit();
        return plant.GetProperty("id").GetString()!;
    }
}
