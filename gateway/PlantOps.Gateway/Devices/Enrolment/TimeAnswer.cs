namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>Answer of <c>GET /api/time</c>, Unix milliseconds UTC.</summary>
/// <param name="Time">The gateway's clock.</param>
/// <param name="ServerTime">The same under the name that a registration's answer gives it.</param>
internal sealed record TimeAnswer(long Time, long ServerTime);
