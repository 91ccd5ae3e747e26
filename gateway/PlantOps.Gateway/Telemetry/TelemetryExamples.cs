using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Readings as the API's description shows them.</summary>
internal static class TelemetryExamples
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(TelemetryAnswer)] =
            """{"device_id":"plant-7k2m9x4d","resolution":"raw","t":[1777622330000,1777622390000],"boot":[17,17],"seq":[41,42],"metrics":{"temperature":[21.3,21.4],"soil_moisture":[37.6,null]},"quality":{"soil_moisture":["ok","implausible"]}}""",
        [typeof(RetentionDays)] = """{"raw_days":400,"quarter_hour_days":1095,"hour_days":0,"day_days":0}""",
    };
}
