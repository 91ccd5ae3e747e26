using System.Globalization;

namespace PlantOps.Attack;

/// <summary>The command line.</summary>
internal sealed record AttackOptions(bool IsLong, int Seed, string? Only, TimeSpan SlowestAcknowledgement)
{
    private const int FixedSeed = 20_261_128;

    /// <summary>
    /// Attacks side by side, each on a gateway of its own: many wait more than they compute. The long form measures.
    /// </summary>
    public int AtOnce => IsLong ? 1 : 3;

    public string Command =>
        $"tests/attack {(IsLong ? "--long" : "--short")} --seed {Seed}{(Only is null ? "" : " --only " + Only)}";

    public static string Usage(IEnumerable<string> names) => $"""
        usage: tests/attack [--short|--long] [--seed N] [--only NAME] [--puback SECONDS]

        Plays the hostile client against the native gateway, over the loopback, and ends with 1 unless the gateway was never
        ended, hung, answered 500 or lost or doubled a reading that it acknowledged, stayed below 300 MB, and a well-behaved
        device beside each attack was acknowledged in time.

          --short    less than two minutes, for CI; the default. Three attacks at once, each on a gateway of its own. An
                     acknowledgement may take 10 s: other tests run beside it
          --long     about half an hour, by hand on a quiet machine. An acknowledgement may take 1 s
          --seed N   other inputs; {FixedSeed} by default. The same seed makes the same inputs
          --only NAME   one attack: {string.Join(", ", names)}
          --puback SECONDS   how long an acknowledgement may take

        PLANTOPS_PROGRAM names the program that is attacked; artifacts/native/plantops by default, published where it is missing.
        """;

    /// <summary><see langword="null"/> where it cannot be understood.</summary>
    public static AttackOptions? Parse(string[] arguments, IReadOnlyCollection<string> names)
    {
        var (isLong, seed, only, puback) = (false, FixedSeed, (string?)null, (double?)null);
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            switch (arguments[i])
            {
                case "--short":
                    isLong = false;
                    break;
                case "--long":
                    isLong = true;
                    break;
                case "--seed" when int.TryParse(value, CultureInfo.InvariantCulture, out seed):
                case "--only" when names.Contains(only = value):
                    i++;
                    break;
                case "--puback" when double.TryParse(value, CultureInfo.InvariantCulture, out var seconds) && seconds > 0:
                    puback = seconds;
                    i++;
                    break;
                default:
                    return null;
            }
        }

        return new AttackOptions(isLong, seed, only, TimeSpan.FromSeconds(puback ?? (isLong ? 1 : 10)));
    }
}
