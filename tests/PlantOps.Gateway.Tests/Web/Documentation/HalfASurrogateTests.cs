using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Web.Documentation;

/// <summary>JSON can escape half of a character, which no text can hold: in each text of each body it is a refusal.</summary>
public sealed partial class HalfASurrogateTests
{
    private const string Half = "\"\\ud800\"";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_InAnyTextOfAnyBody_IsRefused()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);
        using var device = new BrokerClient(gateway, "AA:BB");
        var channel = gateway.Services.GetRequiredService<ChannelStore>().Add(new Channel
        {
            Id = "", Kind = "ntfy", Name = "Phone", LeastSeverity = AlertSeverity.Warning, Enabled = true, CreatedAt = 0,
            Fields = new Dictionary<string, string>(),
        });
        var person = gateway.Services.GetRequiredService<PersonStore>()
            .Add(new Person { Id = "", Name = "Ada", TimeZone = "UTC", CriticalAtNight = true, CreatedAt = 0 });
        using var added = await owner.PostAsync("/api/v1/plants", Body("""{"name":"Fern"}"""), Token);
        var plant = JsonNode.Parse(await added.Content.ReadAsStringAsync(Token))!["id"]!.GetValue<string>();
        var sent = 0;

        foreach (var (method, path, example) in await Bodies(owner))
        {
            var existing = path.Replace("{id}", IdOf(path), StringComparison.Ordinal);
            foreach (Match text in Text().Matches(example))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), existing)
                {
                    Content = Body(example[..text.Index] + Half + example[(text.Index + text.Length)..]),
                };
                using var answer = await owner.SendAsync(request, Token);
                sent++;
                Assert.True(
                    answer.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError,
                    $"{method} {existing} answers {(int)answer.StatusCode} to {Half} instead of {text.Value}.");
            }
        }

        Assert.True(sent > 50, $"Only {sent} texts were replaced.");

        string IdOf(string path) => path.Split('/') switch
        {
            [_, "api", "v1", "channels", ..] => channel.Id,
            [_, "api", "v1", "people", ..] => person.Id,
            [_, "api", "v1", "plants", ..] => plant,
            _ => device.Device.Id,
        };
    }

    private static async Task<List<(string Method, string Path, string Example)>> Bodies(HttpClient client)
    {
        var description = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json", Token))!;
        return
        [
            .. from path in description["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               let type = operation.Value!["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"]?.GetValue<string>()
               where type is not null

               // What devices send is read as far as it can be.
               where !path.Key.EndsWith("/telemetry", StringComparison.Ordinal)
               let schema = description["components"]!["schemas"]![type[(type.LastIndexOf('/') + 1)..]]!
               select (operation.Key.ToUpperInvariant(), path.Key, schema["examples"]![0]!.ToJsonString()),
        ];
    }

    private static StringContent Body(string json) => new(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    // A name or a value.
    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Text();
}
