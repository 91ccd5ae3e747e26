using System.Text.Json.Serialization;
using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Passkeys;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Access.Walls;
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
[JsonSerializable(typeof(ApprovalRequest))]
[JsonSerializable(typeof(ApprovedArrival))]
[JsonSerializable(typeof(ArrivalView))]
[JsonSerializable(typeof(ArrivalView[]))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(NewTokenRequest))]
[JsonSerializable(typeof(Passkey))]
[JsonSerializable(typeof(PasskeyView))]
[JsonSerializable(typeof(PasskeyView[]))]
[JsonSerializable(typeof(NewWall))]
[JsonSerializable(typeof(NewWallRequest))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(SessionView[]))]
[JsonSerializable(typeof(SignInLink))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(TokenView[]))]
[JsonSerializable(typeof(WallKey))]
[JsonSerializable(typeof(WallView))]
[JsonSerializable(typeof(WallView[]))]
[JsonSerializable(typeof(Page<AuditEntryView>))]
internal sealed partial class AccessJson : JsonSerializerContext;
