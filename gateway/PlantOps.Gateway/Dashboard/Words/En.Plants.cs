namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of all plants.</summary>
internal sealed partial class En
{
    public string Soil => "Soil";

    public string Air => "Air";

    public string Humidity => "Humidity";

    public string All => "All";

    public string NeedMe => "Need me";

    public string UnknownOnes => "Unknown";

    public string Show => "Show";

    public string NoneOfThese => "None of your plants is like that now.";

    public string NoPlant => "No plant yet";

    public string NobodyKnows => "Nobody knows how your plants are";

    public string AllAreFine => "All plants are fine";

    public string Connecting => "connecting …";

    public string IsLive => "live";

    public string NoConnection => "no connection since";

    public string WeekOfSoil => "Soil moisture of the last seven days";

    public string Watered => "Watered";

    public string Undo => "Undo";

    public string Undone => "Taken back.";

    public string TooLateToUndo => "It is too late to take that back; the journal still has it.";

    public string NotWatched => "No device watches it.";

    public string NothingMeasured => "Nothing was measured yet.";

    public string NothingTrusted => "Nothing that was measured lately can be trusted.";

    public string AllInRange => "Everything measured is as it should be.";

    public string NotYetAnAlert(string cause) => $"{cause}. An alert follows if it lasts.";

    public string SilentSince => "Silent since";

    public string Muted => "Nobody is told of it for a while.";

    public string WithASensor => "I have an ESP32";

    public string WithASensorHelp => "You get a code for it, and see each step until its first reading.";

    public string WithoutASensor => "Show me with a virtual plant";

    public string WithoutASensorHelp => "The sensor's own program without hardware measures a plant that does not exist.";

    public string State(CardState state) => state switch
    {
        CardState.Ok => "Fine",
        CardState.Warning => "Look soon",
        CardState.Critical => "Act now",
        _ => "Unknown",
    };

    public string NeedYou(int plants) => plants == 1 ? "1 plant needs you" : $"{plants} plants need you";

    public string OthersAreFine(int unknown) =>
        unknown == 1 ? "1 plant is unknown, the others are fine" : $"{unknown} plants are unknown, the others are fine";

    public string AndMore(int plants) => plants == 1 ? "and 1 more" : $"and {plants} more";

    public string SilentFor(string duration) => $"Silent for {duration}.";

    public string Since(string duration) => $"for {duration}";

    public string IsWatered(string plant) => $"{plant}: watered.";

    public string WaitsForSoil(string who, string duration) =>
        $"Watered {duration} ago by {who}; waiting for the soil to show it.";

    public string LooksAfterIt(string who) => $"{who} looks after it.";
}
