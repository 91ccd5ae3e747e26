namespace PlantOps.Gateway.Access.Arrivals;

/// <summary>A browser that waits to be let in.</summary>
internal sealed class ArrivalView
{
    /// <summary>What its screen shows.</summary>
    public required string Code { get; init; }

    /// <summary>The browser, in words.</summary>
    public required string Browser { get; init; }

    /// <summary>Since when, Unix milliseconds UTC.</summary>
    public required long At { get; init; }

    /// <summary>Until when, Unix milliseconds UTC.</summary>
    public required long Until { get; init; }

    public static ArrivalView Of(Arrival arrival) =>
        new() { Code = arrival.Code, Browser = arrival.Browser, At = arrival.At, Until = arrival.Until };
}

/// <summary>Who somebody is, and what they may do.</summary>
internal sealed class ApprovalRequest
{
    /// <summary>1 to 64 printable characters.</summary>
    public string? Person { get; init; }

    /// <summary><c>owner</c>, <c>viewer</c>, <c>device-manager</c> or <c>waters</c>.</summary>
    public string? Role { get; init; }
}

/// <summary>Somebody who was let in.</summary>
internal sealed class ApprovedArrival
{
    public required string Code { get; init; }

    /// <summary>The browser, in words.</summary>
    public required string Browser { get; init; }

    public required string Person { get; init; }

    /// <summary>What they may do: `owner`, `viewer`, `device-manager` or `waters`.</summary>
    public required string Role { get; init; }
}
