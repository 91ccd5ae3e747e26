using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Plants.Calibration;

/// <summary>The scale of a probe that gives percent only, as its device's mapping corrects it.</summary>
internal static class PercentScale
{
    private const string Fraction = "fraction";

    /// <summary>A mapping that reads soil moisture as before, and then on the scale that was learned.</summary>
    public static FieldMapping On(FieldMapping mapping, int channel, SoilScale scale)
    {
        var name = SoilChannels.Name(Metric.SoilMoisture, channel);
        var own = mapping.Fields ?? [];
        var preset = mapping.Preset is { } known ? MappingPresets.Find(known) ?? [] : [];
        List<FieldRule> before = [.. own.Concat(preset).Where(rule => rule.As == name)];
        if (before.Count == 0) before.Add(new FieldRule { Pointer = "/" + name, As = name });
        var after = before.DistinctBy(rule => rule.Pointer).Select(Corrected);
        return mapping with { Fields = [.. own.Where(rule => rule.As != name), .. after] };

        // The unit is converted last.
        FieldRule Corrected(FieldRule rule) => rule with
        {
            Factor = Math.Round((rule.Factor ?? 1) * scale.Factor, 6),
            Offset = Math.Round(
                ((rule.Offset ?? 0) * scale.Factor) + (rule.Unit == Fraction ? scale.Offset / 100 : scale.Offset), 6),
        };
    }
}
