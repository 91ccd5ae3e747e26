namespace PlantOps.Gateway.Archive.Tables;

/// <summary>What a field of a series of InfluxDB is called here, and whose it is.</summary>
internal static class InfluxSeries
{
    private const string Entity = "entity_id";
    private const string Domain = "domain";
    private const string OnlyField = "value";

    private static readonly string[] Devices = ["device_id", "device"];

    /// <summary>
    /// The source of a field: an entity by its id where Home Assistant wrote it, else the series as line protocol has it and
    /// the field behind a blank.
    /// </summary>
    public static ImportSource SourceOf(
        ImportContext context, string measurement, IReadOnlyList<(string Key, string Value)> tags, string field)
    {
        var device = tags.FirstOrDefault(tag => Devices.Contains(tag.Key)).Value;
        if (device is not null) device = context.IdOf(device);
        if (device is null || !ArchiveIds.IsValid(device)) device = null;
        return context.Sources.Get(NameOf(measurement, tags, field), device, measurement);
    }

    private static string NameOf(string measurement, IReadOnlyList<(string Key, string Value)> tags, string field)
    {
        var name = tags.FirstOrDefault(tag => tag.Key == Entity).Value;
        if (name is null) name = string.Concat(measurement, string.Concat(tags.Select(tag => $",{tag.Key}={tag.Value}")));
        else if (tags.FirstOrDefault(tag => tag.Key == Domain).Value is { } domain) name = $"{domain}.{name}";
        if (field != OnlyField || name == measurement) name = $"{name} {field}";
        return name.Length <= ImportSources.MaxNameLength ? name : name[..ImportSources.MaxNameLength];
    }
}
