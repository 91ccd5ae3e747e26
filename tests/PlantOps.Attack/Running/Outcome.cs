using PlantOps.Attack.Targets;

namespace PlantOps.Attack.Running;

/// <summary>What came of one attack.</summary>
internal sealed record Outcome(string Name, Tally Tally)
{
    private const long MostMemory = 300_000_000;

    /// <summary>Why it was not run; <see langword="null"/> where it was.</summary>
    public string? Missing { get; init; }

    /// <summary>Readings of the witness that were acknowledged.</summary>
    public long Acknowledged { get; set; }

    public long Lost { get; set; }

    public long Doubled { get; set; }

    public TimeSpan SlowestAcknowledgement { get; set; }

    public long PeakMemory { get; set; }

    public long DatabaseBytes { get; set; }

    public long LogBytes { get; set; }

    public TimeSpan Took { get; set; }

    /// <summary>Every reason for which it is not passed.</summary>
    public List<string> Verdicts(TimeSpan slowest)
    {
        var verdicts = new List<string>();
        foreach (var (kind, count, examples) in Tally.Failures)
        {
            verdicts.Add($"{count:N0} × {kind}");
            verdicts.AddRange(examples.Select(example => "    " + example.ReplaceLineEndings("\n      ")));
        }

        if (Lost > 0) verdicts.Add($"{Lost:N0} acknowledged readings are not there");
        if (Doubled > 0) verdicts.Add($"{Doubled:N0} readings are there twice");
        if (SlowestAcknowledgement > slowest)
        {
            verdicts.Add($"an acknowledgement took {SlowestAcknowledgement.TotalSeconds:N2} s, over {slowest.TotalSeconds} s");
        }
        if (PeakMemory > MostMemory) verdicts.Add($"{PeakMemory / 1e6:N0} MB resident, more than {MostMemory / 1e6:N0} MB");
        if (!Tally.Reaches.Any()) verdicts.Add("the attack says of nothing that it reached it");
        verdicts.AddRange(
            Tally.Reaches.Where(pair => pair.Value == 0).Select(pair => $"the attack did not reach the gateway: no {pair.Key}"));
        return verdicts;
    }
}
