using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.Dashboard.Frame;

namespace PlantOps.Gateway.Dashboard.Arrivals;

/// <summary>Who waits to be let in.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Waiting">The oldest first.</param>
/// <param name="Roles">What they can be given, and how that is called.</param>
/// <param name="Problem">What was wrong with what was sent.</param>
public sealed record ArrivalsView(
    Shell Shell, IReadOnlyList<ArrivalRow> Waiting, IReadOnlyList<(string Name, string Words)> Roles, string? Problem)
{
    /// <summary>Names of people who are known, to choose from: who comes in as one of them is them.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    internal static ArrivalsView Of(Shell shell, IEnumerable<Arrival> waiting, string? problem) => new(
        shell,
        [.. waiting.Select(one => new ArrivalRow(one.Code, one.Browser))],
        [.. TokenRoles.Names.Select(role => (role, shell.Words.Role(role)))],
        problem);
}

/// <summary>A browser that waits.</summary>
/// <param name="Code">What its screen shows.</param>
/// <param name="Browser">What it is.</param>
public sealed record ArrivalRow(string Code, string Browser)
{
    /// <summary>As it is read out: the word, then the number.</summary>
    public string SpokenCode => Code.Replace('-', ' ');
}
