using System.Text.Json.Serialization;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Replay;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Alerts;

/// <summary>
/// Alerts and rules as JSON, on the wire and in the store; written at build time because native code has no reflection.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(AlertEvent))]
[JsonSerializable(typeof(AlertEventMessage))]
[JsonSerializable(typeof(AlertView[]))]
[JsonSerializable(typeof(Page<AlertView>))]
[JsonSerializable(typeof(IReadOnlyList<RuleView>))]
[JsonSerializable(typeof(ReplayCount))]
[JsonSerializable(typeof(RuleView))]
[JsonSerializable(typeof(RuleChangeMessage))]
[JsonSerializable(typeof(LivePlant))]
[JsonSerializable(typeof(PlantState))]
[JsonSerializable(typeof(SharedPlantState))]
internal sealed partial class AlertsJson : JsonSerializerContext;
