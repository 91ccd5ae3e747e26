using System.Text.Json;
using System.Text.Json.Nodes;
using PlantOps.Gateway.Operations;
using PlantOps.Gateway.Operations.Documentation;

namespace PlantOps.Gateway.Tests.Operations.Documentation;

public sealed class ApiExamplesTests
{
    public static TheoryData<string> Names => [.. ApiExamples.All.Keys.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Example_ReadAndWrittenAgain_IsTheSame(string name)
    {
        var (type, text) = ApiExamples.All.Single(example => example.Key.Name == name);
        var json = GatewayJson.Default.GetTypeInfo(type)!;

        var written = JsonNode.Parse(JsonSerializer.Serialize(JsonSerializer.Deserialize(text, json), json))!.AsObject();

        foreach (var (field, value) in JsonNode.Parse(text)!.AsObject())
        {
            Assert.True(written.TryGetPropertyValue(field, out var found), $"There is no {field}.");
            AssertHolds(value, found);
        }

        var fields = JsonNode.Parse(text)!.AsObject();
        Assert.DoesNotContain(written, field => field.Value is not null && !fields.ContainsKey(field.Key));
    }

    [Fact]
    public async Task Description_OfEveryBodyThatIsSent_HasAnExample()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var https = gateway.Https();
        var description = JsonNode.Parse(await https.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;

        var sent = description["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject())
            .Select(operation => operation.Value!["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"]?.GetValue<string>())
            .OfType<string>().Select(reference => reference[(reference.LastIndexOf('/') + 1)..]).Distinct().ToList();

        Assert.Contains("SettingsChange", sent);
        Assert.All(sent, name => Assert.NotNull(description["components"]!["schemas"]![name]!["examples"]?[0]));
    }

    // What the message leaves out because it is null is not an error of the example.
    private static void AssertHolds(JsonNode? expected, JsonNode? found)
    {
        if (expected is JsonObject fields)
        {
            foreach (var (name, value) in fields) AssertHolds(value, found![name]);
            return;
        }

        Assert.True(JsonNode.DeepEquals(expected, found), $"{expected} is not {found}.");
    }
}
