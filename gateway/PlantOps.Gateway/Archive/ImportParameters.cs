using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace PlantOps.Gateway.Archive;

/// <summary>How to import a file, as a query says it.</summary>
internal sealed class ImportParameters
{
    [FromQuery(Name = "create_devices")]
    [Description("Makes devices that are not there.")]
    public bool? CreateDevices { get; init; }

    [FromQuery(Name = "skip_bad")]
    [Description("Leaves out rows that cannot be understood; else nothing is stored.")]
    public bool? SkipBad { get; init; }

    [FromQuery(Name = "dry_run")]
    [Description("Stores nothing and says what would be stored.")]
    public bool? DryRun { get; init; }

    [FromQuery(Name = "format")]
    [Description("csv, parquet, home-assistant, thingspeak, influx-csv or line-protocol; by default what is in the file.")]
    public string? Format { get; init; }

    [FromQuery(Name = "column")]
    [Description("NAME=COLUMN, what a column is: time=created_at. May be given again.")]
    public string[]? Column { get; init; }

    [FromQuery(Name = "unit")]
    [Description("METRIC=UNIT, of a metric, a column or a source: temperature=F, soil_moisture=raw. May be given again.")]
    public string[]? Unit { get; init; }

    [FromQuery(Name = "device")]
    [Description("Whose readings all of them are.")]
    public string? Device { get; init; }

    [FromQuery(Name = "map")]
    [Description("ID=ID, a device of the file to one here; SOURCE=ID/METRIC, an entity or a series. May be given again.")]
    public string[]? Map { get; init; }

    [FromQuery(Name = "time_zone")]
    [Description("Of times without an offset: Europe/Berlin.")]
    public string? TimeZone { get; init; }

    [FromQuery(Name = "date_order")]
    [Description("Of dates with slashes: dmy or mdy.")]
    public string? DateOrder { get; init; }

    [FromQuery(Name = "separator")]
    [Description("Between fields: ',', ';', '|' or tab; by default what the header has.")]
    public string? Separator { get; init; }

    [FromQuery(Name = "decimal_comma")]
    [Description("Whether a comma stands before decimals; found out by default.")]
    public bool? DecimalComma { get; init; }

    [FromQuery(Name = "no_header")]
    [Description("Whether the first row is one like the others; columns are then #1, #2 …")]
    public bool? NoHeader { get; init; }

    public ImportSteps Steps() => new(CreateDevices ?? false, SkipBad ?? false, DryRun ?? false);

    public ImportText ToText() => new()
    {
        Format = Format,
        Separator = Separator,
        DecimalComma = DecimalComma ?? false,
        NoHeader = NoHeader ?? false,
        TimeZone = TimeZone,
        DateOrder = DateOrder,
        Device = Device,
        Columns = Column ?? [],
        Units = Unit ?? [],
        Map = Map ?? [],
    };
}
