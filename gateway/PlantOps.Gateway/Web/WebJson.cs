using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Web;

/// <summary>
/// What every feature answers with as JSON, on the wire; written at build time because native code has no reflection.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(GatewayAddresses))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(ReadyReport))]
[JsonSerializable(typeof(string))]
internal sealed partial class WebJson : JsonSerializerContext;
