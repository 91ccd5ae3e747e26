using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Commands;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Operations.Documentation;

/// <summary>How messages look, for whoever reads the API's description. A test reads each as what it is an example of.</summary>
internal static class ApiExamples
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(RegistrationRequest)] =
            """{"code":"01234-56789-ABCDE-FGHNM","hardware_id":"A4:CF:12:6B:3E:90","name":"Fern on the sill","model":"esp32-wroom","firmware_version":"1.4.0","sensors":["sht31","bh1750","capacitive"]}""",
        [typeof(RegistrationResponse)] =
            """{"device_id":"plant-7k2m9x4d","hardware_id":"A4:CF:12:6B:3E:90","mqtt_host":"plantops.local","mqtt_port":8883,"mqtt_username":"plant-7k2m9x4d","mqtt_password":"…","telemetry_topic":"devices/plant-7k2m9x4d/telemetry","heartbeat_topic":"devices/plant-7k2m9x4d/heartbeat","interval_s":60,"ca_pem":"-----BEGIN CERTIFICATE-----\n…","server_time":1777622400000}""",
        [typeof(DeviceView)] =
            """{"id":"plant-7k2m9x4d","name":"Fern on the sill","hardware_id":"A4:CF:12:6B:3E:90","model":"esp32-wroom","firmware_version":"1.4.0","sensors":["sht31","bh1750","capacitive"],"registered_at":1774944000000,"interval_s":60,"state":"online","last_seen":1777622400000,"latest":{"t":1777622390000,"values":{"temperature":21.4,"humidity":48.2,"soil_moisture":37.5,"light_level":1250},"quality":{}},"heartbeat":{"received_at":1777622400000,"uptime":86400,"rssi":-61,"buffered":0,"lost":0}}""",
        [typeof(DeviceRename)] = """{"name":"Fern in the hall"}""",
        [typeof(SettingsChange)] = """{"interval_s":300,"sleep":true,"pins":{"soil":34}}""",
        [typeof(SettingsView)] =
            """{"state":"pending","desired":{"version":3,"interval_s":300,"sleep":true},"reported":{"version":2,"interval_s":60,"sleep":false,"firmware_version":"1.4.0","refused_version":0},"reported_at":1777622400000}""",
        [typeof(CommandRequest)] = """{"name":"identify"}""",
        [typeof(CommandResult)] = """{"name":"calibrate_air","result":"done","reason":null,"soil_raw":2870}""",
        [typeof(NewCodeRequest)] = """{"name":"Fern on the sill"}""",
        [typeof(NewCode)] = """{"code":"01234-56789-ABCDE-FGHNM","name":"Fern on the sill","expires_at":1777623300000,"device_id":null}""",
        [typeof(NewTokenRequest)] = """{"name":"Wall tablet","role":"viewer"}""",
        [typeof(NewToken)] = """{"id":"9f3c61d07ab24e58","name":"Wall tablet","role":"viewer","token":"po_…"}""",
        [typeof(TokenView)] = """{"id":"9f3c61d07ab24e58","name":"Wall tablet","role":"viewer","created_at":1774944000000,"last_used":1777622400000}""",
        [typeof(AuditEntry)] =
            """{"id":"01777622400000.0000173f9k","at":1777622400000,"who":"laptop","token_id":"1b70c4e2f9a8d365","what":"device.settings","target":"plant-7k2m9x4d","details":"{\"interval_s\":300}"}""",
        [typeof(PlantRequest)] = """{"name":"Fern on the sill","species":"nephrolepis-exaltata","place":"Bathroom","notes":"from Grandma"}""",
        [typeof(PlantView)] =
            """{"id":"pl-4k7x9m2d","name":"Fern on the sill","species":"nephrolepis-exaltata","place":"Bathroom","notes":null,"created_at":1774944000000,"condition":"warning","last_reading_at":1777622390000,"devices":[{"device_id":"plant-7k2m9x4d","from":1774944000000,"to":null,"soil_channel":1}],"muted_until":null,"has_photo":true,"put_away_at":null}""",
        [typeof(WatchRequest)] = """{"device_id":"plant-7k2m9x4d","soil_channel":2,"since":1774944000000}""",
        [typeof(HoursRequest)] = """{"hours":8}""",
        [typeof(JournalRequest)] = """{"kind":"fertilised","text":"half the usual dose"}""",
        [typeof(JournalEntry)] = """{"id":"01777622400000-9f3c61","kind":"watered","at":1777622400000,"text":null,"by":"Wall tablet"}""",
        [typeof(RuleChange)] = """{"warning":25,"critical":12,"dwell_s":3600}""",
        [typeof(AlertView)] =
            """{"id":"01777622400000.pl-4k7x9m2d.soil_moisture.low","plant_id":"pl-4k7x9m2d","plant_name":"Fern on the sill","rule":"soil_moisture.low","kind":"low","metric":"soil_moisture","unit":"%","severity":"warning","threshold":35,"open":true,"since":1777620600000,"raised_at":1777622400000,"escalated_at":null,"recovered_at":null,"value":33.9,"readings":[{"t":1777622340000,"value":34.1},{"t":1777622400000,"value":33.9}],"acknowledged_at":null,"acknowledged_by":null,"snoozed_until":null}""",
        [typeof(ChannelRequest)] = """{"kind":"discord","name":"Family","least_severity":"warning","enabled":true,"url":"https://discord.com/api/webhooks/1234/…"}""",
        [typeof(PersonRequest)] =
            """{"name":"Ada","time_zone":"Europe/Berlin","quiet_hours":{"from":"22:00","to":"07:00"},"critical_at_night":true,"digest_at":"08:00","channels":["ch-7k2m9x4d"]}""",
        [typeof(SpeciesView)] =
            """{"scientific_name":"Nephrolepis exaltata","common_names":["Boston fern"],"soil_moisture":{"low":40,"high":85,"critical_low":25}}""",
        [typeof(TelemetryAnswer)] =
            """{"device_id":"plant-7k2m9x4d","resolution":"raw","t":[1777622330000,1777622390000],"boot":[17,17],"seq":[41,42],"metrics":{"temperature":[21.3,21.4],"soil_moisture":[37.6,null]},"quality":{"soil_moisture":["ok","implausible"]}}""",
    };

    public static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (All.TryGetValue(context.JsonTypeInfo.Type, out var example)) schema.Examples = [JsonNode.Parse(example)!];
    }
}
