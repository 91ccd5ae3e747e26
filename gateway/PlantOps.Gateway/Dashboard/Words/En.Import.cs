namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of a file that is brought in.</summary>
internal sealed partial class En
{
    public string ImportLook => "Look first";

    public string ImportStore => "Store it";

    public string WouldBeStored => "What would be stored";

    public string ImportWhose => "Device";

    public string ImportMetric => "What";

    public string ImportValues => "Values";

    public string ImportRange => "Lowest – highest";

    public string ImportTime => "First – last";

    public string ImportColumns => "What the columns are";

    public string ImportLeftOut => "left out";

    public string ImportSources => "Where the values go";

    public string ImportSourcesHelp =>
        "A device and a metric, such as plant-8f3k2m1x/soil_moisture. What is empty is left out.";

    public string ImportHow => "How to read the file";

    public string ImportDevice => "Whose readings they are";

    public string ImportAsTheFileSays => "As the file says";

    public string ImportZone => "Time zone of times that name none";

    public string ImportDateOrder => "Dates with slashes";

    public string ImportUnits => "Units";

    public string ImportUnitsHelp => "Such as temperature=F, soil_moisture=raw or a factor, humidity=100.";

    public string ImportNoLongerHeld => "The file is not held any more: choose it again.";

    public string ImportOf(string file) => $"File: {file}";

    public string WouldBeImported(long added, long existing) =>
        $"{Count(added)} readings would be new, {Count(existing)} are there already.";

    public string WouldBeMade(string devices) => $"Devices that would be made: {devices}.";

    public string WouldBeDoubted(long readings) => $"{Count(readings)} readings have a value that is doubted.";

    public string ValuesDoubted(long values, long doubted) => $"{Count(values)}, {Count(doubted)} of them doubted";

    public string ColumnsLeftOut(string columns) => $"Columns that are left out: {columns}.";

    public string ImportError(long count, bool costsRow, string reason, string first) =>
        $"{Count(count)} {(costsRow ? "rows" : "values")} cannot be understood: {reason} ({first})";
}
