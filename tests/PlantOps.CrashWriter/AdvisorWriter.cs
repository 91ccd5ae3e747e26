using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Budget;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Storage.LiteDb;

/// <summary>Reserves what a request to a model may cost, and settles it, and says after each commit that it did.</summary>
internal static class AdvisorWriter
{
    /// <summary>With how many requests are answered before one is not, and it waits to be killed.</summary>
    public const string Verb = "advise";

    public const char Reserved = 'R';
    public const char Settled = 'S';
    public const char Waits = 'W';

    public static readonly TokenCount Most = new(900, 100);

    public static readonly AdvisorSettings Settings = new()
    {
        Provider = AdvisorProvider.Openai, Model = "m", DayTokens = long.MaxValue / 4, MonthTokens = long.MaxValue / 4,
    };

    public static readonly DateOnly Day = new(2026, 5, 1);

    /// <summary>It is always the same day.</summary>
    public static readonly TimeProvider Time = new OneDay();

    public static void Run(LiteDbFile file, int seed, string verb)
    {
        var answered = int.Parse(verb[(Verb.Length + 1)..], CultureInfo.InvariantCulture);
        var budget = new AdvisorBudget(new LiteDbRecords(file), Time, NullLogger<AdvisorBudget>.Instance);
        var random = new Random(seed);
        for (var i = 0; ; i++)
        {
            var held = budget.Reserve(Settings, Most, AdvisorUse.Question);
            Say(Reserved, Most.Total);
            if (i == answered) break;
            var used = new TokenCount(random.Next(1, 900), random.Next(1, 100));
            held.Settle(used);
            Say(Settled, used.Total);
        }

        Say(Waits, 0);
        Thread.Sleep(Timeout.Infinite);
    }

    private static void Say(char what, long tokens) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {tokens}"));

    private sealed class OneDay : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    }
}
