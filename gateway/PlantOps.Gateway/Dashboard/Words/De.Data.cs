using System.Globalization;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of what is stored.</summary>
internal sealed partial class De
{
    public string Data => "Daten";

    public string HowMuchThereIs => "Wie viel es ist";

    public string OnDisk => "Auf der Platte";

    public string BytesADay => "Ein Tag braucht etwa";

    public string DiskFree => "Frei";

    public string RoomFor => "Platz für etwa";

    public string HowMany => "Wie viele";

    public string SinceDay => "Seit";

    public string HowLongKept => "Wie lange es bleibt";

    public string HowLongKeptHelp =>
        "In Tagen; 0 heißt für immer. Was die gröbere Geschichte von einem Tag sagt, bleibt, wenn seine Messwerte gehen.";

    public string ThisWouldGo => "Das geht in den nächsten 15 Minuten, und zwar für immer:";

    public string LetItGo => "Speichern und gehen lassen";

    public string TakeOut => "Herausholen";

    public string TakeOutHelp => "Messwerte als Datei, Tage ab Mitternacht UTC. Ohne Tag alle.";

    public string OfWhichDevice => "Von welchem Gerät";

    public string AllDevices => "Allen Geräten";

    public string FromDay => "Von";

    public string ToDay => "Bis einschließlich";

    public string FileFormat => "Form";

    public string Download => "Herunterladen";

    public string BringIn => "Hereinholen";

    public string BringInHelp =>
        "Eine Datei bis 16 MB: so wie sie hier herauskommt, jede Tabelle als CSV oder Parquet, oder Verlauf aus Home "
        + "Assistant, ThingSpeak oder InfluxDB. Jeder Messwert wird einmal gespeichert, von einer fehlerhaften Datei "
        + "nichts. Größere: plantops import DATEI.";

    public string File => "Datei";

    public string FileNeeded => "Wähle erst eine Datei.";

    public string MakeDevices => "Geräte anlegen, die es hier nicht gibt";

    public string SkipBadRows => "Zeilen weglassen, die nicht zu verstehen sind";

    public string NothingWasStored => "Es wurde nichts gespeichert.";

    public string RollUpAnew => "Zusammenfassungen neu machen";

    public string RollUpAnewHelp =>
        "Minimum, Mittel und Maximum jedes Tages, dessen Messwerte noch da sind. Bei Jahren von Messwerten dauert es "
        + "eine Weile; was stimmt, ändert sich nicht.";

    public string Tier(string tier) => tier switch
    {
        "raw" => "Messwerte",
        "15m" => "Viertelstunden",
        "1h" => "Stunden",
        _ => "Tage",
    };

    public string KeepTier(string tier) => $"{Tier(tier)}, Tage bis zum Löschen";

    public string StoredBytes(string size) => $"{size} auf der Platte";

    public string Size(long bytes) => Sizes.Of(bytes, ',');

    public string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '.');

    public string Years(long years) => years switch
    {
        < 1 => "weniger als ein Jahr",
        1 => "1\u00a0Jahr",
        > 100 => "mehr als 100\u00a0Jahre",
        _ => $"{years}\u00a0Jahre",
    };

    public string Day(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("d.M.yyyy", CultureInfo.InvariantCulture);

    public string WouldGo(string tier, int days, string rows) =>
        $"{tier}: {days} {(days == 1 ? "Gerätetag" : "Gerätetage")}, etwa {rows}";

    public string RetentionProblem(string problem) => problem.StartsWith("Coarser", StringComparison.Ordinal)
        ? "Gröbere Geschichte bleibt mindestens so lange wie die feinere davor."
        : "0, für immer, oder eine Zahl von Tagen bis 36500.";

    public string Imported(long added, long existing, long left) =>
        $"{Count(added)} Messwerte sind neu, {Count(existing)} waren schon da{(left == 0 ? "." : $", {Count(left)} blieben weg.")}";

    public string RolledUpAnew(long days) => $"{Count(days)} Gerätetage sind neu zusammengefasst.";
}
