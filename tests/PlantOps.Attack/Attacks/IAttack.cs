using PlantOps.Attack.Targets;

namespace PlantOps.Attack.Attacks;

/// <summary>One way of being hostile to a gateway.</summary>
internal interface IAttack
{
    /// <summary>As <c>--only</c> takes it.</summary>
    string Name { get; }

    /// <summary>Ends by itself, after a number of attempts or a time. What it sees goes into the tally.</summary>
    Task RunAsync(Assault assault);

    /// <summary>How its gateway is set up. What is made for it is undone by <see cref="CleanUpAsync"/>.</summary>
    Task<TargetOptions> PrepareAsync() => Task.FromResult(new TargetOptions());

    Task CleanUpAsync() => Task.CompletedTask;

    /// <summary>What the machine lacks for it; <see langword="null"/> where it can run.</summary>
    string? Missing => null;
}
