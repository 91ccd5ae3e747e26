namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of wall tablets.</summary>
internal sealed partial class En
{
    public string WallTablet => "Wall tablet";

    public string WallHelp =>
        "An address of its own for a tablet on the wall: it shows how the plants are, large, and can change "
            + "nothing. It dims at night.";

    public string MakeAnAddress => "Make an address";

    public string TabletName => "Name of the tablet";

    public string WhichPlants => "Which plants";

    public string AllPlants => "all plants";

    public string OpenThisOnIt => "Open this on the tablet";

    public string ShownThisOnce => "It is shown this once. Whoever knows it may look.";

    public string NoTabletYet => "No tablet may look yet.";

    public string NeverLooked => "has not looked since the gateway started";

    public string LastLooked => "last looked";

    public string Revoke => "Revoke";

    public string PlaceIsGone => "No plant is at this place.";

    public string TooManyTablets => "There are as many as there can be. Revoke one that is not needed.";

    public string NameOfUpTo64 => "A name of up to 64 characters.";

    public string DryNow => "dry now";

    public string NobodyKnowsWhenDry => "nobody knows when dry";

    public string Tablets(int count) => count switch { 0 => "none", 1 => "1 tablet", _ => $"{count} tablets" };

    public string DryInDays(double days) => Math.Floor(days) switch
    {
        < 1 => "dry within a day",
        1 => "dry in 1\u00a0day",
        var whole => $"dry in {whole:0}\u00a0days",
    };

    public string TabletPicture => "The address as a QR code: point the tablet's camera at it.";
}
