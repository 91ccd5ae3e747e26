using Microsoft.AspNetCore.Mvc;

namespace PlantOps.Gateway.Alerts;

/// <summary>Which alerts are asked for.</summary>
internal sealed class AlertFilter
{
    /// <summary>Whether only those are listed that go on.</summary>
    [FromQuery(Name = "open")]
    public bool? Open { get; init; }

    /// <summary>Only those of this plant.</summary>
    [FromQuery(Name = "plant")]
    public string? Plant { get; init; }
}
