namespace PlantOps.Attack.Running;

/// <summary>A row an attack, and what failed below it.</summary>
internal static class Report
{
    private const string Columns = "{0,-24}{1,10}{2,9}{3,6}{4,6}{5,9}{6,6}{7,11}{8,9}{9,9}{10,9}{11,8}  {12}";

    public static void Header(AttackOptions options)
    {
        Console.WriteLine($"{options.Command}  (acknowledgement within {options.SlowestAcknowledgement.TotalSeconds} s)");
        Console.WriteLine(Columns, "attack", "tried", "crashed", "hung", "lost", "doubled", "500", "PUBACK max", "RSS MB",
            "DB MB", "log KB", "took s", "");
    }

    public static bool Row(Outcome outcome, AttackOptions options)
    {
        if (outcome.Missing is { } missing)
        {
            Console.WriteLine($"{outcome.Name,-24} not run: {missing}");

            // Where everything is to be there, what was not tried is no success.
            return Environment.GetEnvironmentVariable("CI") != "true";
        }

        var verdicts = outcome.Verdicts(options.SlowestAcknowledgement);
        var tally = outcome.Tally;
        Console.WriteLine(
            Columns, outcome.Name, $"{tally.Attempts:N0}", tally.Crashes, tally.Hangs, outcome.Lost, outcome.Doubled,
                tally.Answered500,
            $"{outcome.SlowestAcknowledgement.TotalSeconds:N2} s", $"{outcome.PeakMemory / 1e6:N0}",
            $"{outcome.DatabaseBytes / 1e6:N1}",
            $"{outcome.LogBytes / 1e3:N0}", $"{outcome.Took.TotalSeconds:N1}", verdicts.Count == 0 ? "" : "FAILED");
        var reached = string.Join(", ", tally.Reaches.Select(pair => $"{pair.Key} {pair.Value:N0}"));
        Console.WriteLine($"    witness {outcome.Acknowledged:N0} acknowledged; {reached}");
        foreach (var note in tally.Notes) Console.WriteLine($"    {note}");
        foreach (var verdict in verdicts) Console.WriteLine($"  ! {verdict}");
        if (verdicts.Count > 0 && options.Only is null) Console.WriteLine($"    again: {options.Command} --only {outcome.Name}");
        return verdicts.Count == 0;
    }

    public static void Summary(IReadOnlyCollection<Outcome> outcomes, IReadOnlyCollection<string> failed, AttackOptions options)
    {
        var run = outcomes.Where(outcome => outcome.Missing is null).ToList();
        if (run.Count == 0) return;
        var (slowest, memory) = (run.Max(outcome => outcome.SlowestAcknowledgement), run.Max(outcome => outcome.PeakMemory));
        Console.WriteLine();
        Console.WriteLine(
            $"{run.Sum(outcome => outcome.Tally.Attempts):N0} tried in {run.Count} attacks with seed {options.Seed}: "
            + $"{run.Sum(outcome => outcome.Tally.Crashes)} crashed, {run.Sum(outcome => outcome.Tally.Hangs)} hung, "
            + $"{run.Sum(outcome => outcome.Tally.Answered500)} answered 500,");
        Console.WriteLine(
            $"{run.Sum(outcome => outcome.Lost)} lost and {run.Sum(outcome => outcome.Doubled)} doubled of "
            + $"{run.Sum(outcome => outcome.Acknowledged):N0} acknowledged; slowest acknowledgement {slowest.TotalSeconds:N2} s; "
            + $"at most {memory / 1e6:N0} MB resident.");
        Console.WriteLine(failed.Count == 0 ? "Every attack was withstood." : $"Not withstood: {string.Join(", ", failed)}");
    }
}
