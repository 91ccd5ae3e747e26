namespace PlantOps.Attack.Attacks;

/// <summary>No attack: what the machine and the witness cost by themselves.</summary>
internal sealed class QuietControl : IAttack
{
    private static readonly TimeSpan For = TimeSpan.FromSeconds(2);

    public string Name => "none";

    public async Task RunAsync(Assault assault)
    {
        using var timer = new PeriodicTimer(For);
        await timer.WaitForNextTickAsync(assault.Target.Over);
        assault.Tally.Reached("acknowledgements", assault.Target.Witness.AcknowledgedCount);
    }
}
