using System.Text.Json.Serialization;
using PlantOps.Gateway.Broker.Http;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Broker.SetAside;

/// <summary>Messages set aside as JSON, on the wire; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Page<SetAsideView>), TypeInfoPropertyName = "SetAsidePage")]
[JsonSerializable(typeof(SetAsideRemoval))]
[JsonSerializable(typeof(SetAsideRetries))]
[JsonSerializable(typeof(SetAsideRetry))]
[JsonSerializable(typeof(SetAsideView))]
[JsonSerializable(typeof(TelemetryBody))]
internal sealed partial class SetAsideJson : JsonSerializerContext;

/// <summary>Messages set aside as the API's description shows them.</summary>
internal static class SetAsideExamples
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(SetAsideView)] =
            """{"id":"17-1777622400000","device_id":"plant-7k2m9x4d","received_at":1777622400000,"topic":"devices/plant-7k2m9x4d/telemetry","reason":"unreadable","detail":"temperature: expected a number.","bytes":22,"text":"{\"temperature\":\"warm\"}","hex":null}""",
        [typeof(SetAsideRetry)] = """{"id":"17-1777622400000","read":true,"readings":1,"problem":null}""",
        [typeof(SetAsideRetries)] = """{"read":3,"left":1}""",
        [typeof(TelemetryBody)] =
            """{"ts":1777622400000,"temperature":21.4,"humidity":48.2,"soil_moisture":37.5,"light_level":1250}""",
        [typeof(SetAsideRemoval)] = """{"removed":1}""",
    };
}
