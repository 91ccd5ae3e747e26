namespace PlantOps.Benchmarks.Load;

/// <summary>Who a client says it is, and where it publishes.</summary>
internal sealed record ClientIdentity(string Id, string Topic, string? UserName = null, string? Password = null)
{
    public static ClientIdentity Anonymous(int index) => new($"device-{index:0000}", $"devices/device-{index:0000}/telemetry");
}
