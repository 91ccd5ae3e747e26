using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Dashboard.Frame;

namespace PlantOps.Gateway.Dashboard.FirstRun;

/// <summary>A way to begin, where there is no plant.</summary>
/// <param name="Title">For whom.</param>
/// <param name="Help">What it does.</param>
/// <param name="Commands">What to type.</param>
public sealed record Door(string Title, string Help, IReadOnlyList<string> Commands)
{
    /// <summary>Where it leads.</summary>
    public string? Path { get; init; }

    /// <summary>What it does at once.</summary>
    public string? Action { get; init; }

    /// <summary>What is on its button.</summary>
    public string? Button { get; init; }

    /// <summary>Those that whoever looks may go through.</summary>
    internal static IReadOnlyList<Door> All(Shell shell)
    {
        var words = shell.Words;
        if (!shell.Who!.IsOwner) return [];
        return
        [
            new Door(words.WithASensor, words.WithASensorHelp, []) { Path = "/devices/new", Button = words.GetACode },
            new Door(words.WithoutASensor, words.WithoutASensorHelp, [])
            {
                Action = FirstRunPage.Path, Button = words.StartAVirtualPlant,
            },
            new Door(words.LookAround, words.LookAroundHelp, [OwnCommand.Line("demo")]),
        ];
    }
}
