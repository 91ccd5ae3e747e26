using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.VirtualPlants;

namespace PlantOps.Gateway.Demo;

/// <summary>A plant of the demo.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Species">The id of its species.</param>
/// <param name="Place">Where it is said to stand.</param>
/// <param name="Past">Its year.</param>
internal sealed record DemoPlant(string Name, string Species, string Place, PastPlan Past)
{
    private static readonly PastTime PowerCut = new(32.3, 31.9);

    /// <summary>What is in its journal beside waterings.</summary>
    public IReadOnlyList<DemoNote> Notes { get; init; } = [];

    /// <summary>Whether its device goes on.</summary>
    public bool GoesOn { get; init; } = true;

    /// <summary>One of each kind: too dry, nearly so, silent, and three that are fine and have been through something.</summary>
    public static IReadOnlyList<DemoPlant> All { get; } =
    [
        new("Peace lily", "spathiphyllum-wallisii", "Living room", new PastPlan
        {
            WateredBelow = 46, WateredTo = 74, LastWatered = 12.4, Forgotten = [new(143, 129)], Silent = [PowerCut],
        })
        {
            Notes =
            [
                new(142, JournalKind.Note, "Away for two weeks."),
                new(128, JournalKind.Note, "Stands up again, two leaves are gone."),
            ],
        },
        new("Spider plant", "chlorophytum-comosum", "Study", new PastPlan
        {
            WateredBelow = 36, WateredTo = 66, LastWatered = 9.3, Forgotten = [new(78, 66)], Silent = [PowerCut],
        })
        {
            Notes =
            [
                new(210, JournalKind.Repotted, "One size up."),
                new(20, JournalKind.Note, "First offshoots."),
            ],
        },
        new("Pothos", "epipremnum-aureum", "Bedroom", new PastPlan
        {
            WateredBelow = 28, WateredTo = 64, LastWatered = 4.6, Silent = [PowerCut, new(0.13, 0)],
        })
        {
            Notes = [new(88, JournalKind.Pruned, "Cuttings in water.")],
            GoesOn = false,
        },
        new("Monstera", "monstera-deliciosa", "Hall", new PastPlan
        {
            WateredBelow = 38, WateredTo = 70, LastWatered = 2, Forgotten = [new(214, 203)], Silent = [PowerCut, new(100, 97.5)],
        })
        {
            Notes =
            [
                new(97.4, JournalKind.Note, "The router was unplugged."),
                new(45, JournalKind.Fertilised, "Half the usual dose."),
            ],
        },
        new("Rubber plant", "ficus-elastica", "Kitchen", new PastPlan
        {
            WateredBelow = 38, WateredTo = 70, LastWatered = 3.5, Silent = [PowerCut],
        })
        {
            Notes =
            [
                new(160, JournalKind.Treated, "Scale insects on two leaves; wiped off."),
                new(12, JournalKind.Note, "A new leaf."),
            ],
        },
        new("Snake plant", "dracaena-trifasciata", "Bathroom", new PastPlan
        {
            Drying = 0.22, WateredBelow = 11, WateredTo = 48, LastWatered = 18, Silent = [PowerCut], Frozen = [new(60, 55)],
        })
        {
            Notes = [new(55, JournalKind.Note, "The soil probe showed the same for days: its plug was loose.")],
        },
    ];
}

/// <summary>An entry of a demo's journal.</summary>
/// <param name="DaysAgo">When.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Text">More of it.</param>
internal readonly record struct DemoNote(double DaysAgo, JournalKind Kind, string? Text);
