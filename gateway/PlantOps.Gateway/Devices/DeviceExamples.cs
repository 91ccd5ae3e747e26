using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Devices.Commands;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Devices;

/// <summary>Devices as the API's description shows them.</summary>
internal static class DeviceExamples
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(RegistrationRequest)] =
            """{"code":"01234-56789-ABCDE-FGHNM","hardware_id":"A4:CF:12:6B:3E:90","name":"Fern on the sill","model":"esp32-wroom","firmware_version":"1.4.0","sensors":["sht31","bh1750","capacitive"],"capabilities":{"heap_bytes":64100,"psram_bytes":0,"api":1}}""",
        [typeof(RegistrationResponse)] =
            """{"device_id":"plant-7k2m9x4d","hardware_id":"A4:CF:12:6B:3E:90","mqtt_host":"plantops.local","mqtt_port":8883,"mqtt_username":"plant-7k2m9x4d","mqtt_password":"…","telemetry_topic":"devices/plant-7k2m9x4d/telemetry","heartbeat_topic":"devices/plant-7k2m9x4d/heartbeat","interval_s":60,"ca_pem":"-----BEGIN CERTIFICATE-----\n…","server_time":1777622400000,"acknowledge":"puback"}""",
        [typeof(DeviceView)] =
            """{"id":"plant-7k2m9x4d","name":"Fern on the sill","hardware_id":"A4:CF:12:6B:3E:90","model":"esp32-wroom","firmware_version":"1.4.0","sensors":["sht31","bh1750","capacitive"],"virtual":false,"capabilities":{"heap_bytes":64100,"psram_bytes":0,"flash_bytes":null,"api":1},"registered_at":1774944000000,"interval_s":60,"state":"online","last_seen":1777622400000,"latest":{"t":1777622390000,"values":{"temperature":21.4,"humidity":48.2,"soil_moisture":37.5,"light_level":1250},"quality":{}},"heartbeat":{"received_at":1777622400000,"uptime":86400,"rssi":-61,"buffered":0,"lost":0,"battery":87},"input":{"unreadable_messages":0,"doubted_values":12,"clock_ahead_s":-3600,"clock":"Its clock is one hour behind.","problems":[{"field":"humidity","problem":"no_value","example":"nan","count":12,"last_at":1777622390000},{"field":"/conductivity","problem":"ignored","example":"410","count":12,"last_at":1777622390000}]}}""",
        [typeof(FieldMapping)] =
            """{"preset":"tasmota","fields":[{"pointer":"/ANALOG/A0","as":"soil_moisture","factor":-0.0625,"offset":181.25}]}""",
        [typeof(FieldMappingView)] =
            """{"preset":null,"fields":[{"pointer":"/t","as":"temperature","unit":"F","factor":0.1}],"preset_fields":[],"presets":["tasmota"],"targets":["temperature"],"units":["F"]}""",
        [typeof(NewMqttLogin)] = """{"name":"Node-RED","kind":"bridge","devices":["plant-7k2m9x4d"]}""",
        [typeof(MqttLoginChange)] = """{"devices":["plant-7k2m9x4d","plant-3f8a6h1s"]}""",
        [typeof(MqttLoginView)] =
            """{"id":"bridge.5f0c9a12de","name":"Node-RED","kind":"bridge","devices":["plant-7k2m9x4d"],"created_at":1777622400000}""",
        [typeof(MadeMqttLogin)] =
            """{"id":"bridge.5f0c9a12de","name":"Node-RED","kind":"bridge","devices":["plant-7k2m9x4d"],"created_at":1777622400000,"password":"…"}""",
        [typeof(DeviceRename)] = """{"name":"Fern in the hall"}""",
        [typeof(SettingsChange)] = """{"interval_s":300,"sleep":true,"pins":{"soil":34}}""",
        [typeof(SettingsView)] =
            """{"state":"pending","desired":{"version":3,"interval_s":300,"sleep":true},"reported":{"version":2,"interval_s":60,"sleep":false,"firmware_version":"1.4.0","refused_version":0},"reported_at":1777622400000}""",
        [typeof(CommandRequest)] = """{"name":"identify"}""",
        [typeof(CommandResult)] = """{"name":"calibrate_air","result":"done","reason":null,"soil_raw":2870}""",
        [typeof(NewCodeRequest)] = """{"name":"Fern on the sill"}""",
        [typeof(NewCode)] =
            """{"code":"01234-56789-ABCDE-FGHNM","id":"en-7k2m9x4d3f8a","name":"Fern on the sill","expires_at":1777623300000,"device_id":null}""",
        [typeof(EnrolmentView)] =
            """{"id":"en-7k2m9x4d3f8a","name":"Fern on the sill","state":"connected","created_at":1777622400000,"expires_at":1777623300000,"asked_at":1777622490000,"refused_at":null,"known_as":null,"admitted_at":1777622490000,"device_id":"plant-7k2m9x4d","device_name":"Fern on the sill","connected_at":1777622495000,"first_reading_at":null,"wrong_code_at":null}""",
    };
}
