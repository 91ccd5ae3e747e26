namespace PlantOps.Gateway.Telemetry.Mapping;

/// <summary>Mappings of what other programs and devices send, by their names.</summary>
internal static class MappingPresets
{
    private const string Theengs =
        """
        /tempc=temperature /tempf=ignore /hum=humidity /moi=soil_moisture /lux=light_level /batt=battery /volt=battery_voltage
        /fer=conductivity
        """;

    private static readonly (string Name, string Fields)[] Texts =
    [
        // tele/…/SENSOR: an object a sensor, by the sensor's name; TempUnit beside them is heeded.
        ("tasmota",
            """
            /Time=time /*/Temperature=temperature /*/Humidity=humidity /*/Illuminance=light_level /*/Moisture=soil_moisture /*/Fertility=conductivity
            /ANALOG/Temperature=temperature /ANALOG/Moisture=soil_moisture /ANALOG/A0=soil_raw /ANALOG/A1=soil_raw_2
            /ANALOG/A2=soil_raw_3 /ANALOG/A3=soil_raw_4 /*/Battery=battery /*/DewPoint=ignore
            """),

        // {"ts":…,"values":{…}} is read without a mapping; these are the names of its examples.
        ("thingsboard",
            """
            /values/soilMoisture=soil_moisture /values/lightLevel=light_level /values/batteryLevel=battery
            /values/soilTemperature=soil_temperature
            """),
        ("miflora",
            "/light=light_level /temperature=temperature /moisture=soil_moisture /battery=battery /conductivity=conductivity"),

        // OpenMQTTGateway and Theengs, whose decoders have the same names.
        ("openmqttgateway", Theengs),
        ("theengs", Theengs),

        // As its examples name what sensors measure, in one object and, with topic_prefix: devices/ID, each on a topic of its
        // own.
        ("esphome",
            """
            /temperature=temperature /humidity=humidity /moisture=soil_moisture /soil_moisture=soil_moisture
            /illuminance=light_level /battery_level=battery /battery_voltage=battery_voltage /uptime=ignore /wifi_signal=ignore
            /conductivity=conductivity /soil_conductivity=conductivity
            /sensor/conductivity/state=conductivity /sensor/soil_conductivity/state=conductivity
            /sensor/temperature/state=temperature /sensor/humidity/state=humidity /sensor/illuminance/state=light_level
            /sensor/moisture/state=soil_moisture /sensor/soil_moisture/state=soil_moisture /sensor/battery_level/state=battery
            /sensor/battery_voltage/state=battery_voltage /sensor/soil_temperature/state=soil_temperature
            """),

        // The first generation's settings, the later ones' status, and the notification that carries it.
        ("shelly",
            """
            /tmp/tC=temperature /tmp/value=temperature /hum/value=humidity /bat/value=battery /bat/voltage=battery_voltage
            /lux/value=light_level
            /temperature:0/tC=temperature /humidity:0/rh=humidity /illuminance:0/lux=light_level
            /devicepower:0/battery/percent=battery /devicepower:0/battery/V=battery_voltage
            /params/ts=time /params/temperature:0/tC=temperature /params/humidity:0/rh=humidity
            /params/illuminance:0/lux=light_level
            /params/devicepower:0/battery/percent=battery /params/devicepower:0/battery/V=battery_voltage
            """),
        ("zigbee2mqtt",
            """
            /soil_moisture=soil_moisture /temperature=temperature /humidity=humidity /illuminance_lux=light_level
            /illuminance=light_level /soil_fertility=conductivity /soil_conductivity=conductivity
            /battery=battery /voltage=battery_voltage,mV /last_seen=time /linkquality=ignore
            """),
    ];

    private static readonly Dictionary<string, FieldRule[]> ByName =
        Texts.ToDictionary(preset => preset.Name, preset => Parse(preset.Fields));

    public static IReadOnlyList<string> Names { get; } = [.. Texts.Select(preset => preset.Name)];

    /// <summary>Its fields; <see langword="null"/> where there is no such preset.</summary>
    public static IReadOnlyList<FieldRule>? Find(string name) => ByName.GetValueOrDefault(name);

    private static FieldRule[] Parse(string fields) => [.. fields
        .Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Select(field => field.Split('=', ','))
        .Select(parts => new FieldRule { Pointer = parts[0], As = parts[1], Unit = parts.Length > 2 ? parts[2] : null })];
}
