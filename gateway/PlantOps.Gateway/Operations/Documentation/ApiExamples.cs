using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Commands;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Operations.Documentation;

/// <summary>How messages look, for whoever reads the API's description. A test reads each as what it is an example of.</summary>
internal static class ApiExamples
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(RegistrationRequest)] =
            """{"code":"4T7KD-P9QXM-2HVRB-W3NJC","hardware_id":"A4:CF:12:6B:3E:90","name":"Fern on the sill","model":"esp32-wroom","firmware_version":"1.4.0","sensors":["sht31","bh1750","capacitive"]}""",
        [typeof(RegistrationResponse)] =
            """{"device_id":"plant-7k2m9x4d","mqtt_host":"plantops.local","mqtt_port":8883,"mqtt_username":"plant-7k2m9x4d","mqtt_password":"…","telemetry_topic":"devices/plant-7k2m9x4d/telemetry","heartbeat_topic":"devices/plant-7k2m9x4d/heartbeat","interval_s":60,"ca_pem":"-----BEGIN CERTIFICATE-----\n…","server_time":1777622400000}""",
        [typeof(DeviceView)] =
            """{"id":"plant-7k2m9x4d","name":"Fern on the sill","hardware_id":"A4:CF:12:6B:3E:90","model":"esp32-wroom","firmware_version":"1.4.0","sensors":["sht31","bh1750","capacitive"],"registered_at":1774944000000,"interval_s":60,"state":"online","last_seen":1777622400000,"latest":{"t":1777622390000,"values":{"temperature":21.4,"humidity":48.2,"soil_moisture":37.5,"light_level":1250},"quality":{}},"heartbeat":{"received_at":1777622400000,"uptime":86400,"rssi":-61,"buffered":0,"lost":0}}""",
        [typeof(DeviceRename)] = """{"name":"Fern in the hall"}""",
        [typeof(SettingsChange)] = """{"interval_s":300,"sleep":true,"pins":{"soil":34}}""",
        [typeof(SettingsView)] =
            """{"state":"pending","desired":{"version":3,"interval_s":300,"sleep":true},"reported":{"version":2,"interval_s":60,"sleep":false,"firmware_version":"1.4.0","refused_version":0},"reported_at":1777622400000}""",
        [typeof(CommandRequest)] = """{"name":"identify"}""",
        [typeof(CommandResult)] = """{"name":"calibrate_air","result":"done","reason":null,"soil_raw":2870}""",
        [typeof(NewCodeRequest)] = """{"name":"Fern on the sill"}""",
        [typeof(NewCode)] = """{"code":"4T7KD-P9QXM-2HVRB-W3NJC","name":"Fern on the sill","expires_at":1777623300000,"device_id":null}""",
        [typeof(NewTokenRequest)] = """{"name":"Wall tablet","role":"viewer"}""",
        [typeof(NewToken)] = """{"id":"9f3c61d07ab24e58","name":"Wall tablet","role":"viewer","token":"po_…"}""",
        [typeof(TokenView)] = """{"id":"9f3c61d07ab24e58","name":"Wall tablet","role":"viewer","created_at":1774944000000,"last_used":1777622400000}""",
        [typeof(AuditEntry)] =
            """{"id":"01777622400000.0000173f9k","at":1777622400000,"who":"laptop","token_id":"1b70c4e2f9a8d365","what":"device.settings","target":"plant-7k2m9x4d","details":"{\"interval_s\":300}"}""",
        [typeof(TelemetryAnswer)] =
            """{"device_id":"plant-7k2m9x4d","resolution":"raw","t":[1777622330000,1777622390000],"boot":[17,17],"seq":[41,42],"metrics":{"temperature":[21.3,21.4],"soil_moisture":[37.6,null]},"quality":{"soil_moisture":["ok","implausible"]}}""",
    };

    public static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonPropertyInfo is null && All.TryGetValue(context.JsonTypeInfo.Type, out var example)) schema.Examples = [JsonNode.Parse(example)!];
    }
}
