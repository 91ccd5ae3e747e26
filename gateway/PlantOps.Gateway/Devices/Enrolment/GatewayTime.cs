namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>Answer of <c>GET /api/time</c>, Unix milliseconds UTC.</summary>
/// <param name="Time">The gateway's clock.</param>
/// <param name="ServerTimeMs">The same under the name that a registration's answer gives it.</param>
internal sealed record GatewayTime(
    long Time,
    [property: System.Text.Json.Serialization.JsonPropertyName("server_time")] long ServerTimeMs);
