namespace PlantOps.Attack.Attacks;

/// <summary>Every attack, in the order in which they run: first those that wait longest.</summary>
internal static class AllAttacks
{
    public static IReadOnlyList<IAttack> Create() =>
    [
        new QuietControl(),
        new ClockAttack(),
        new IsolationAttack(),
        .. FloodAttack.All(),
        new LogInAttack(),
        new SurrogateAttack(),
        new PayloadAttack(),
        new FrameAttack(),
        new TakeoverAttack(),
        new CodeAttack(),
        new SubscriptionAttack(),
        new LogAttack(),
        new RequestAttack(),
        new IdleAttack(),
        new Http2Attack(),
        new KillAttack(),
        new ImportAttack(),
        new DamageAttack(),
        new FullDiskAttack(),
    ];
}
