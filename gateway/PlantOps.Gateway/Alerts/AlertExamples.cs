using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts;

/// <summary>Rules and alerts as the API's description shows them.</summary>
internal static class AlertExamples
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(RuleChangeMessage)] = """{"warning":25,"critical":12,"dwell_s":3600}""",
        [typeof(AlertView)] =
            """{"id":"01777622400000.pl-4k7x9m2d.soil_moisture.low","plant_id":"pl-4k7x9m2d","plant_name":"Fern on the sill","rule":"soil_moisture.low","kind":"low","metric":"soil_moisture","unit":"%","severity":"warning","threshold":35,"open":true,"since":1777620600000,"raised_at":1777622400000,"escalated_at":null,"recovered_at":null,"value":33.9,"readings":[{"t":1777622340000,"value":34.1},{"t":1777622400000,"value":33.9}],"acknowledged_at":null,"acknowledged_by":null,"snoozed_until":null}""",
    };
}
