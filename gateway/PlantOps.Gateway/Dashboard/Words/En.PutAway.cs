namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of plants that were given up and kept.</summary>
internal sealed partial class En
{
    public string PutAwayPlants => "Plants that were put away";

    public string PutAwayListHelp =>
        "Their history is kept. Brought back, a plant is watched again once it has a device. Removed with its data, its journal, "
        + "pictures and alerts go for ever, and so does what was measured of it alone.";

    public string NothingPutAway => "No plant is put away.";

    public string BringBack => "Bring back";

    public string PutAwayCount(int plants) => plants == 1 ? "One plant was put away" : $"{plants} plants were put away";

    public string PutAwayBy(string who) => $"Put away by {who}.";
}
