using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Archive.Tables;

/// <summary>Which metric of which soil channel a column or a source is.</summary>
/// <param name="Metric">Which.</param>
/// <param name="Channel">Of which soil probe; 1 for what is not of the soil.</param>
internal readonly record struct MetricTarget(Metric Metric, int Channel)
{
    /// <summary>All that there are, by their names on the wire: <c>soil_moisture</c>, <c>soil_moisture_2</c>.</summary>
    private static readonly Dictionary<string, MetricTarget> ByName =
    (
        from metric in ArchiveColumns.Metrics
        from channel in Enumerable.Range(SoilChannels.First, Metrics.IsOfSoil(metric) ? SoilChannels.Most : 1)
        select new MetricTarget(metric, channel)
    ).ToDictionary(target => target.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly string[] LongestFirst = [.. ByName.Keys.OrderByDescending(name => name.Length)];

    // A word that a name has, the words it has beside, and what it then is; the first that fits.
    private static readonly (string[] Any, string[] With, Metric Metric)[] Words =
    [
        (["temp", "temperature", "temperatur"], ["soil", "boden", "ground", "substrate"], Metric.SoilTemperature),
        (["conductivity", "ec", "fertility", "leitfähigkeit"], [], Metric.Conductivity),
        (["raw", "adc", "analog"], ["soil", "moisture", "boden"], Metric.SoilRaw),
        (["battery", "batt", "bat", "vbat"], ["voltage", "volt", "volts", "v", "mv"], Metric.BatteryVoltage),
        (["vbat", "vbatt", "vcc"], [], Metric.BatteryVoltage),
        (["moisture", "soil", "bodenfeuchte", "bodenfeuchtigkeit", "vwc"], [], Metric.SoilMoisture),
        (["feuchte", "feuchtigkeit", "humidity", "hum"], ["soil", "boden"], Metric.SoilMoisture),
        (["temp", "temperature", "temperatur"], [], Metric.Temperature),
        (["humidity", "hum", "rh", "luftfeuchte", "luftfeuchtigkeit", "feuchte"], [], Metric.Humidity),
        (["light", "lux", "illuminance", "brightness", "helligkeit", "lichtstärke"], [], Metric.LightLevel),
    ];

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    public string Name => SoilChannels.Name(Metric, Channel);

    /// <summary>The one of a name on the wire.</summary>
    public static MetricTarget? Parse(string name) => ByName.TryGetValue(name.Trim(), out var target) ? target : null;

    /// <summary>
    /// What a name that somebody else chose most likely means; <see langword="null"/> where nothing speaks for any.
    /// </summary>
    /// <param name="name">Of a column or an entity.</param>
    /// <param name="stem">What of the name is not the metric: whose it is, in lower case.</param>
    public static MetricTarget? Guess(string name, out string stem)
    {
        var words = WordsOf(name);
        var plain = string.Join('_', words);
        foreach (var known in LongestFirst)
        {
            if (plain != known && !plain.EndsWith('_' + known, StringComparison.Ordinal)) continue;
            stem = plain.Length == known.Length ? string.Empty : plain[..^(known.Length + 1)];
            return ByName[known];
        }

        foreach (var (any, with, metric) in Words)
        {
            if (!words.Intersect(any).Any() || (with.Length > 0 && !words.Intersect(with).Any())) continue;
            stem = string.Join('_', words.Except(any).Except(with));
            return new MetricTarget(metric, SoilChannels.First);
        }

        stem = plain;
        return null;
    }

    // Lower case, at everything that is neither letter nor digit, and where a capital follows a small letter.
    private static List<string> WordsOf(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var at = 0; at <= name.Length; at++)
        {
            var isEnd = at == name.Length || !char.IsLetterOrDigit(name[at]);
            var isNext = !isEnd && at > start && char.IsUpper(name[at]) && char.IsLower(name[at - 1]);
            if (!isEnd && !isNext) continue;
            if (at > start) words.Add(name[start..at].ToLowerInvariant());
            start = isEnd ? at + 1 : at;
        }

        return words;
    }
}
