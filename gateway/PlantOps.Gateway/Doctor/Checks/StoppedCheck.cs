namespace PlantOps.Gateway.Doctor.Checks;

/// <summary>What stands in the way of a start, where no gateway runs.</summary>
internal sealed class StoppedCheck(StoppedFacts facts) : ICheck
{
    public string Name => CheckNames.Gateway;

    public Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>?>([.. Judge(facts)]);

    public static IEnumerable<Finding> Judge(StoppedFacts facts)
    {
        yield return new Finding(FaultKind.GatewayDown, facts.Answer.Split('\n')[0].Trim(), facts.Start);
        foreach (var problem in facts.SettingProblems) yield return new Finding(FaultKind.SettingsWrong, problem);
    }
}

/// <summary>What is known where no gateway runs.</summary>
/// <param name="Answer">Why none answered.</param>
/// <param name="Start">How it is started.</param>
/// <param name="SettingProblems">What is wrong with settings.</param>
internal sealed record StoppedFacts(string Answer, string Start, IReadOnlyList<string> SettingProblems);
