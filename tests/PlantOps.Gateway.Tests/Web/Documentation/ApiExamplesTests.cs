using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Notifications;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Web.Documentation;

public sealed class ApiExamplesTests
{
    private static readonly JsonSerializerContext[] Contexts =
        [AccessJson.Default, AlertsJson.Default, DevicesJson.Default, NotificationsJson.Default, PlantsJson.Default,
            TelemetryJson.Default];

    private static readonly Dictionary<Type, string> All = new[]
    {
        AccessExamples.All, AlertExamples.All, DeviceExamples.All, NotificationExamples.All, PlantExamples.All,
        TelemetryExamples.All, }.SelectMany(examples => examples).ToDictionary();

    public static TheoryData<string> Names => [.. All.Keys.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Example_ReadAndWrittenAgain_IsTheSame(string name)
    {
        var (type, text) = All.Single(example => example.Key.Name == name);
        var json = Contexts.Select(context => context.GetTypeInfo(type)).First(found => found is not null)!;

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
            .Select(operation =>
                operation.Value!["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"]?.GetValue<string>())
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
