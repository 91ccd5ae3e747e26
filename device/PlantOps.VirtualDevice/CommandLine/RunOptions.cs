using PlantOps.VirtualDevice.Faults;

namespace PlantOps.VirtualDevice.CommandLine;

/// <summary>What was asked for. Spans are of the devices' own time, which runs <see cref="Speed"/> times as fast.</summary>
internal sealed record RunOptions
{
    public string? Gateway { get; init; }

    public IReadOnlyList<string> Codes { get; init; } = [];

    public string? Name { get; init; }

    public int? PortalPort { get; init; }

    public required string DataDirectory { get; init; }

    public double Speed { get; init; } = 1;

    public int Seed { get; init; }

    /// <summary>How many times as fast as in a room the soil dries.</summary>
    public double Drying { get; init; } = 1;

    /// <summary>Whether it has three more soil probes, a thermometer in the soil and a battery.</summary>
    public bool AllSensors { get; init; }

    public int? IntervalS { get; init; }

    /// <summary>Sleeps between readings and connects this often.</summary>
    public TimeSpan? Battery { get; init; }

    public TimeSpan? Duration { get; init; }

    public TimeSpan Start { get; init; }

    public int Count { get; init; } = 1;

    public int PowerCuts { get; init; }

    public IReadOnlyList<Fault> Faults { get; init; } = [];
}
