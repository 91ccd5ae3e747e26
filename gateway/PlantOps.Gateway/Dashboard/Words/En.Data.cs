using System.Globalization;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of what is stored.</summary>
internal sealed partial class En
{
    public string Data => "Data";

    public string HowMuchThereIs => "How much there is";

    public string OnDisk => "On disk";

    public string BytesADay => "A day adds about";

    public string DiskFree => "Free";

    public string RoomFor => "Room for about";

    public string HowMany => "How many";

    public string SinceDay => "Since";

    public string HowLongKept => "How long it is kept";

    public string HowLongKeptHelp => "In days; 0 is for ever. What coarser history says of a day stays when its readings go.";

    public string ThisWouldGo => "This goes within 15 minutes, for good:";

    public string LetItGo => "Save, and let it go";

    public string TakeOut => "Take out";

    public string TakeOutHelp => "Readings as a file, days from midnight UTC. Without a day everything.";

    public string OfWhichDevice => "Of which device";

    public string AllDevices => "All devices";

    public string FromDay => "From";

    public string ToDay => "To, included";

    public string FileFormat => "Form";

    public string Download => "Download";

    public string BringIn => "Bring in";

    public string BringInHelp =>
        "A file of at most 16 MB: as it is taken out here, any table as CSV or Parquet, or history of Home Assistant, "
        + "ThingSpeak or InfluxDB. Each reading is stored once; of a file that is wrong nothing is stored. Larger ones: "
        + "plantops import FILE.";

    public string File => "File";

    public string FileNeeded => "Choose a file first.";

    public string MakeDevices => "Make devices that are not there";

    public string SkipBadRows => "Leave out rows that cannot be understood";

    public string NothingWasStored => "Nothing was stored.";

    public string RollUpAnew => "Make rollups anew";

    public string RollUpAnewHelp =>
        "Minimum, mean and maximum of each day whose readings are still there. It takes a while with years of readings, "
        + "and changes nothing that is right.";

    public string Tier(string tier) => tier switch
    {
        "raw" => "Readings",
        "15m" => "Quarter hours",
        "1h" => "Hours",
        _ => "Days",
    };

    public string KeepTier(string tier) => $"{Tier(tier)}, kept for days";

    public string StoredBytes(string size) => $"{size} on disk";

    public string Size(long bytes) => Sizes.Of(bytes, '.');

    public string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public string Years(long years) => years switch
    {
        < 1 => "less than a year",
        1 => "1\u00a0year",
        > 100 => "more than 100\u00a0years",
        _ => $"{years}\u00a0years",
    };

    public string Day(long at) =>
        DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public string WouldGo(string tier, int days, string rows) =>
        $"{tier}: {days} {(days == 1 ? "day" : "days")} of devices, about {rows}";

    public string RetentionProblem(string problem) => problem;

    public string Imported(long added, long existing, long left) =>
        $"{Count(added)} readings are new, {Count(existing)} were there already{(left == 0 ? "." : $", {Count(left)} were left out.")}";

    public string RolledUpAnew(long days) => $"{Count(days)} days of devices were rolled up again.";
}
