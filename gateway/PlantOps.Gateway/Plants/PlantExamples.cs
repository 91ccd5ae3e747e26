using PlantOps.Gateway.Plants.Calibration;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Photos;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Plants;

/// <summary>Plants as the API's description shows them.</summary>
internal static class PlantExamples
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(PlantRequest)] =
            """{"name":"Fern on the sill","species":"nephrolepis-exaltata","place":"Bathroom","notes":"from Grandma"}""",
        [typeof(PlantView)] =
            """{"id":"pl-4k7x9m2d","name":"Fern on the sill","species":"nephrolepis-exaltata","place":"Bathroom","notes":null,"created_at":1774944000000,"virtual":false,"condition":"warning","last_reading_at":1777622390000,"devices":[{"device_id":"plant-7k2m9x4d","from":1774944000000,"to":null,"soil_channel":1}],"muted_until":null,"has_photo":true,"put_away_at":null}""",
        [typeof(WatchRequest)] = """{"device_id":"plant-7k2m9x4d","soil_channel":2,"since":1774944000000}""",
        [typeof(HoursRequest)] = """{"hours":8}""",
        [typeof(JournalRequest)] = """{"kind":"fertilised","text":"half the usual dose"}""",
        [typeof(JournalEntryView)] =
            """{"id":"01777622400000-9f3c61","kind":"watered","at":1777622400000,"text":null,"amount_ml":300,"care":"water-now","by":"Wall tablet"}""",
        [typeof(PlantFiguresView)] =
            """{"vapour_pressure_deficit":1.12,"dew_point":9.5,"air_measured_at":1777622390000,"light_yesterday":4.5,"light_today":2.1,"last_watered":1777363200000,"days_since_watering":3,"drying_rate":4.8,"days_until_dry":4.1,"dry_forecast":{"earliest":3.2,"likely":4.1,"latest":5.3,"confidence":0.8,"unknown":null}}""",
        [typeof(PlantCalibrationView)] =
            """{"device_id":"plant-7k2m9x4d","soil_channel":1,"soil_dry_raw":2900,"soil_wet_raw":1250,"proposal":{"soil_dry_raw":2712,"soil_wet_raw":1431,"factor":null,"offset":null,"field_capacity_raw":1815,"dry_point_raw":2584,"field_capacity_now":65.8,"dry_point_now":19.2,"waterings":5}}""",
        [typeof(PhotoView)] = """{"id":"01777622400000-9f3c61","at":1777622400000,"by":"Ada","has_thumbnail":true}""",
        [typeof(SpeciesView)] =
            """{"scientific_name":"Nephrolepis exaltata","common_names":["Boston fern"],"soil_moisture":{"low":40,"high":85,"critical_low":25}}""",
    };
}
