namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of wall tablets.</summary>
internal sealed partial class De
{
    public string WallTablet => "Wandtablet";

    public string WallHelp =>
        "Eine eigene Adresse für ein Tablet an der Wand: Es zeigt groß, wie es den Pflanzen geht, und kann "
        + "nichts ändern. Nachts wird es dunkler.";

    public string MakeAnAddress => "Adresse machen";

    public string TabletName => "Name des Tablets";

    public string WhichPlants => "Welche Pflanzen";

    public string AllPlants => "alle Pflanzen";

    public string OpenThisOnIt => "Öffne das auf dem Tablet";

    public string ShownThisOnce => "Die Adresse wird nur dieses eine Mal gezeigt. Wer sie kennt, darf zusehen.";

    public string NoTabletYet => "Noch darf kein Tablet zusehen.";

    public string NeverLooked => "hat seit dem Start des Gateways nicht zugesehen";

    public string LastLooked => "hat zuletzt zugesehen";

    public string Revoke => "Widerrufen";

    public string PlaceIsGone => "An diesem Ort steht keine Pflanze.";

    public string TooManyTablets => "Mehr kann es nicht geben. Widerrufe eines, das niemand mehr braucht.";

    public string NameOfUpTo64 => "Ein Name mit bis zu 64 Zeichen.";

    public string DryNow => "jetzt trocken";

    public string NobodyKnowsWhenDry => "wann trocken, weiß niemand";

    public string Tablets(int count) => count switch { 0 => "keines", 1 => "1 Tablet", _ => $"{count} Tablets" };

    public string DryInDays(double days) => Math.Floor(days) switch
    {
        < 1 => "trocken binnen eines Tages",
        1 => "trocken in 1\u00a0Tag",
        var whole => $"trocken in {whole:0}\u00a0Tagen",
    };

    public string TabletPicture => "Die Adresse als QR-Code: Richte die Kamera des Tablets darauf.";
}
