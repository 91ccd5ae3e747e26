using System.Buffers;
using System.Text;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Tests.Telemetry.Mapping;

/// <summary>What other programs send, read by presets and by fields of one's own.</summary>
public sealed class MappedTelemetryTests
{
    private const long Arrival = 1_760_000_000_000;

    [Theory]
    [InlineData("tasmota",
        """{"Time":"2025-10-09T08:53:10","AM2301":{"Temperature":21.4,"Humidity":48.2,"DewPoint":10},"ANALOG":{"A0":612},"TempUnit":"C"}""", 21.4, 48.2, null, null)]
    [InlineData("tasmota",
        """{"Time":"2025-10-09T08:53:10","SI7021-14":{"Temperature":70.7,"Humidity":48.2},"BH1750":{"Illuminance":120},"TempUnit":"F"}""", 21.5, 48.2, null, 120.0)]
    [InlineData("tasmota",
        """{"Time":"2025-10-09T08:53:10","MiFlora-1a2b3c":{"Temperature":21.4,"Illuminance":200,"Moisture":33,"Fertility":350}}""", 21.4, null, 33.0, 200.0)]
    [InlineData("miflora", """{"light":1743,"temperature":29.3,"moisture":31,"conductivity":410,"battery":96}""", 29.3, null,
        31.0, 1743.0)]
    [InlineData("theengs", """{"id":"C4:7C","tempc":22.1,"tempf":71.78,"moi":31,"lux":150,"fer":395}""", 22.1, null, 31.0, 150.0)]
    [InlineData("openmqttgateway", """{"id":"C4:7C","rssi":-60,"tempc":22.1,"hum":48,"batt":87}""", 22.1, 48.0, null, null)]
    [InlineData("esphome", """{"temperature":"22.1","humidity":48.5,"moisture":31,"illuminance":150,"uptime":5}""", 22.1, 48.5,
        31.0, 150.0)]
    [InlineData("shelly",
        """{"tmp":{"value":22.5,"units":"C","tC":22.5,"tF":72.5},"hum":{"value":48.5},"bat":{"value":95,"voltage":2.95}}""", 22.5,
        48.5, null, null)]
    [InlineData("shelly",
        """{"temperature:0":{"id":0,"tC":22.5,"tF":72.5},"humidity:0":{"id":0,"rh":48.5},"devicepower:0":{"battery":{"V":5.3,"percent":88}}}""", 22.5, 48.5, null, null)]
    [InlineData("shelly",
        """{"src":"x","method":"NotifyFullStatus","params":{"ts":1759999990.12,"temperature:0":{"tC":22.5},"humidity:0":{"rh":48.5}}}""", 22.5, 48.5, null, null)]
    [InlineData("zigbee2mqtt",
        """{"battery":100,"linkquality":120,"soil_moisture":31,"temperature":22.1,"voltage":3000,"last_seen":"2025-10-09T08:53:10+00:00"}""", 22.1, null, 31.0, null)]
    [InlineData("thingsboard", """[{"ts":1759999990000,"values":{"temperature":22.1,"soilMoisture":31,"lightLevel":150}}]""",
        22.1, null, 31.0, 150.0)]
    public void Parse_APreset_ReadsWhatItsProgramSends(
        string preset, string payload, double? temperature, double? humidity, double? soil, double? light)
    {
        var parsed = Parse(new FieldMapping { Preset = preset }, payload);

        var reading = Assert.Single(parsed.Readings);
        double?[] expected = [temperature, humidity, soil, light];
        Assert.Equal(expected, Enumerable.Range(0, 4).Select(i => Rounded(reading.Values[i])));
        Assert.InRange(reading.Time, Arrival - 10_000, Arrival);

        static double? Rounded(double value) => double.IsNaN(value) ? null : Math.Round(value, 2);
    }

    [Fact]
    public void Parse_TasmotasAnalogInput_IsTheRawSoilValue()
    {
        var parsed = Parse(new FieldMapping { Preset = "tasmota" }, """{"ANALOG":{"A0":612,"A1":700}}""");

        Assert.Equal(612, Assert.Single(parsed.Readings).Values[Metric.SoilRaw]);
        Assert.Equal(700, Assert.Single(parsed.Further).Readings[0].Values[Metric.SoilRaw]);
    }

    [Theory]
    [InlineData("/t", "temperature", "F", null, null, """{"t":71.6}""", 22)]
    [InlineData("/t", "temperature", "F", 0.1, null, """{"t":716}""", 22)]
    [InlineData("/t", "temperature", "K", null, null, """{"t":"295.15"}""", 22)]
    [InlineData("/t", "temperature", null, 0.01, -40.0, """{"t":6200}""", 22)]
    [InlineData("/a/b~1c/d~0e", "temperature", null, null, null, """{"a":{"b/c":{"d~e":22}}}""", 22)]
    [InlineData("/sensors/1/t", "temperature", null, null, null, """{"sensors":[{"t":9},{"t":22}]}""", 22)]
    [InlineData("/*/t", "temperature", null, null, null, """{"any":{"t":22}}""", 22)]
    [InlineData("/wärme", "temperature", null, null, null, """{"wärme":22}""", 22)]
    [InlineData("/out/temperature", "temperature", null, null, null, """{"temperature":9,"out":{"temperature":22}}""", 22)]
    [InlineData("/out/temperature", "temperature", null, null, null, """{"out":{"temperature":22},"temperature":9}""", 22)]
    [InlineData("/temperature", "temperature", "F", null, null, """{"temperature":71.6,"temperature_unit":"F"}""", 22)]
    public void Parse_AFieldOfOnesOwn_IsConverted(
        string field, string target, string? unit, double? factor, double? offset, string payload, double expected)
    {
        var rule = new FieldRule { Pointer = field, As = target, Unit = unit, Factor = factor, Offset = offset };

        var reading = Assert.Single(Parse(new FieldMapping { Fields = [rule] }, payload).Readings);

        Assert.Equal(expected, reading.Values[Metric.Temperature], 4);
    }

    [Fact]
    public void Parse_FieldsOfOnesOwn_CountBeforeThePresets()
    {
        var own = new FieldRule { Pointer = "/lux", As = "soil_moisture_2" };

        var parsed = Parse(new FieldMapping { Preset = "theengs", Fields = [own] }, """{"tempc":22,"lux":41}""");

        Assert.True(double.IsNaN(parsed.Readings[0].Values[Metric.LightLevel]));
        Assert.Equal(41, Assert.Single(parsed.Further).Readings[0].Values[Metric.SoilMoisture]);
    }

    [Theory]
    [InlineData("tasmota", """{"MiFlora-1a2b3c":{"Temperature":21.4,"Moisture":33,"Fertility":410}}""")]
    [InlineData("miflora", """{"light":1743,"temperature":29.3,"moisture":31,"conductivity":410,"battery":96}""")]
    [InlineData("theengs", """{"id":"C4:7C","tempc":22.1,"moi":31,"lux":150,"fer":410}""")]
    [InlineData("esphome", """{"temperature":"22.1","soil_conductivity":"410 µS/cm"}""")]
    [InlineData("zigbee2mqtt", """{"battery":100,"soil_moisture":31,"soil_fertility":410}""")]
    [InlineData(null, """{"temperature":20,"conductivity":"0.41 mS/cm"}""")]
    public void Parse_TheConductivityOfTheSoil_IsRead(string? preset, string payload)
    {
        var reading = Assert.Single(Parse(new FieldMapping { Preset = preset }, payload).Readings);

        Assert.Equal(410, reading.Values[Metric.Conductivity], 6);
    }

    [Fact]
    public void Parse_ConductivityInAnotherUnitAndOfAnotherProbe_IsConverted()
    {
        var mapping = new FieldMapping { Fields = [new FieldRule { Pointer = "/ec2", As = "conductivity_2", Unit = "mS" }] };

        var parsed = Parse(mapping, """{"temperature":20,"ec2":0.41}""");

        Assert.Equal(410, Assert.Single(parsed.Further).Readings[0].Values[Metric.Conductivity], 6);
    }

    [Fact]
    public void Parse_WhatTheMappingIgnores_IsNotNoted()
    {
        var parsed = Parse(
            new FieldMapping { Preset = "esphome" }, """{"temperature":20,"uptime":410,"rssi":-60,"more":{"x":1}}""");

        Assert.Equal(["/rssi", "/more/x"], parsed.Notes!.All.Select(note => note.Field));
    }

    [Fact]
    public void Parse_ABadValueOfAMappedField_CostsThatValue()
    {
        var parsed = Parse(new FieldMapping { Preset = "tasmota" }, """{"AM2301":{"Temperature":nan,"Humidity":48.2}}""");

        var reading = Assert.Single(parsed.Readings);
        Assert.Equal((Quality.Missing, 48.2), (reading.Qualities[Metric.Temperature], reading.Values[Metric.Humidity]));
        Assert.Equal("/AM2301/Temperature", Assert.Single(parsed.Notes!.All).Field);
    }

    [Theory]
    [InlineData("t", "temperature", null, null, "fields[0].pointer")]
    [InlineData("/", "temperature", null, null, "fields[0].pointer")]
    [InlineData("/t", "warmth", null, null, "fields[0].as")]
    [InlineData("/t", "temperature", "R", null, "fields[0].unit")]
    [InlineData("/t", "temperature", null, 0.0, "fields[0].factor")]
    public void Check_AWrongField_NamesItsPlace(string field, string target, string? unit, double? factor, string place)
    {
        var rule = new FieldRule { Pointer = field, As = target, Unit = unit, Factor = factor };

        Assert.Equal([place], FieldMappingRules.Check(new FieldMapping { Fields = [rule] }).Keys);
    }

    [Fact]
    public void Check_PresetsAndTheirFields_AreRight()
    {
        Assert.All(MappingPresets.Names, name =>
            Assert.Empty(FieldMappingRules.Check(new FieldMapping { Preset = name, Fields = MappingPresets.Find(name) })));
        Assert.Equal(["preset"], FieldMappingRules.Check(new FieldMapping { Preset = "tasmotta" }).Keys);
    }

    private static ParsedTelemetry Parse(FieldMapping mapping, string payload)
    {
        var parsed = TelemetryParser.Parse(
            new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(payload)),
            Arrival,
            new ReadingRules(null, MappedFields.Of(mapping)));
        Assert.Null(parsed.Error);
        return parsed;
    }
}
