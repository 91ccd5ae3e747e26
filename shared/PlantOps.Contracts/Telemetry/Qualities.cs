namespace PlantOps.Contracts.Telemetry;

/// <summary>Wire names of <see cref="Quality"/>.</summary>
public static class Qualities
{
    /// <summary>The quality's name on the wire.</summary>
    public static string Name(Quality quality)
    {
        switch (quality)
        {
            case Quality.Ok: return "ok";
            case Quality.Missing: return "missing";
            case Quality.Implausible: return "implausible";
            case Quality.Stuck: return "stuck";
            case Quality.Unsettled: return "unsettled";
            default: return string.Empty;
        }
    }
}
