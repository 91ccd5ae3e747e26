using System.Text.Json.Serialization;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Access;

/// <summary>
/// Tokens, sessions and the audit log as JSON, on the wire and in the store; written at build time because native code has
/// no reflection.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(NewTokenRequest))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(SessionView[]))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(TokenView[]))]
[JsonSerializable(typeof(Page<AuditEntryView>))]
internal sealed partial class AccessJson : JsonSerializerContext;
