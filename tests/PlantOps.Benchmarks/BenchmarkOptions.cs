using System.Globalization;
using PlantOps.Benchmarks.Builds;
using PlantOps.Benchmarks.Measurements;

namespace PlantOps.Benchmarks;

/// <summary>The command line.</summary>
/// <param name="Other">Another build of the gateway, for <c>--only builds</c>.</param>
internal sealed record BenchmarkOptions(int Rounds, bool IsQuick, string? Only, string? Other = null)
{
    private static readonly string[] Names =
        [
            "throughput", "stored", "latency", "subscribed", "mapping", "memory", "start", "archive", "export", "history",
            "plants", "pages", "fleet", "fleet-cost", "fleet-load", "fleet-rate", BuildsReport.Name,
        ];

    public static string Usage { get; } =
        $"usage: tests/benchmark [--rounds N] [--quick] [--only {string.Join('|', Names)}], and of {BuildsReport.Name} --other PROGRAM";

    public Scale Scale => IsQuick ? Scale.Quick(Rounds) : Scale.Full(Rounds);

    /// <summary>Only a whole run is worth keeping.</summary>
    public bool IsWhole => !IsQuick && Only is null;

    public string Command =>
        $"tests/benchmark --rounds {Rounds}{(IsQuick ? " --quick" : "")}{(Only is null ? "" : " --only " + Only)}";

    /// <summary><see langword="null"/> where it cannot be understood.</summary>
    public static BenchmarkOptions? Parse(string[] arguments)
    {
        var options = new BenchmarkOptions(3, false, null);
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--quick":
                    options = options with { IsQuick = true };
                    break;
                case "--rounds"
                    when i + 1 < arguments.Length && int.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out var rounds)
                        && rounds > 0:
                    options = options with { Rounds = rounds };
                    i++;
                    break;
                case "--only" when i + 1 < arguments.Length && Names.Contains(arguments[i + 1]):
                    options = options with { Only = arguments[++i] };
                    break;
                case "--other" when i + 1 < arguments.Length && File.Exists(arguments[i + 1]):
                    options = options with { Other = arguments[++i] };
                    break;
                default:
                    return null;
            }
        }

        return (options.Only == BuildsReport.Name) == (options.Other is not null) ? options : null;
    }
}
