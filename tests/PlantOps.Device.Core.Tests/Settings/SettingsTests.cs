using PlantOps.Contracts.Settings;
using PlantOps.Device.Core.Board;

namespace PlantOps.Device.Core.Tests.Settings;

public sealed class SettingsTests
{
    private readonly DeviceUnderTest _device = new();

    public SettingsTests()
    {
        _device.Uplink.Step();
        _device.Link.Messages.Clear();
    }

    [Fact]
    public void Desired_NewInterval_IsAppliedStoredAndReported()
    {
        var reported = Desired("""{"version":3,"interval_s":300}""");
        Assert.Equal((3, 300, "0.1.0"), (reported.Version, reported.IntervalS, reported.FirmwareVersion));
        Assert.Equal(300, _device.Sampler.IntervalS);
        Assert.Equal((300, 3), (_device.Store.Load()!.IntervalS, _device.Store.Load()!.DesiredVersion));
    }

    [Fact]
    public void Desired_EverySetting_IsAppliedStoredAndReported()
    {
        var reported = Desired(
            """{"version":4,"soil_dry_raw":3100,"soil_wet_raw":1300,"led_dry_percent":15,"led_wet_percent":80,"sleep":true,"publish_s":1800}""");
        Assert.Equal(
            (3100, 1300, 15, 80, true, 1800),
            (reported.SoilDryRaw, reported.SoilWetRaw, reported.LedDryPercent, reported.LedWetPercent, reported.Sleep,
                reported.PublishS));
        var stored = _device.Store.Load()!;
        Assert.Equal(
            (3100, 1300, 15, 80, true, 1800),
            (stored.SoilDryRaw, stored.SoilWetRaw, stored.LedDryPercent, stored.LedWetPercent, stored.Sleep, stored.PublishS));
        Assert.Equal(50, _device.Sampler.Calibration.ToPercent(2200), 0.001);
        Assert.Equal(60, _device.Sampler.IntervalS);
    }

    public static TheoryData<DeviceSetting> All => [.. Enum.GetValues<DeviceSetting>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Desired_OneOfTheCatalogue_IsStoredAndReportedAlone(DeviceSetting setting)
    {
        var before = _device.Store.Load() ?? _device.Configuration;
        var others = Enum.GetValues<DeviceSetting>().Where(other => other != setting).Select(other => before[other]).ToList();
        var first = SettingCatalogue.Default(setting);
        var value = first == SettingCatalogue.Max(setting) ? first - 1 : first + 1;
        var text = SettingCatalogue.IsFlag(setting)
            ? value == 1 ? "true" : "false"
            : value.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var reported = Desired($$"""{"version":3,"{{SettingCatalogue.Name(setting)}}":{{text}}}""");
        var stored = _device.Store.Load()!;
        Assert.Equal((3, value, value), (reported.Version, reported[setting], stored[setting]));
        Assert.Equal(others, Enum.GetValues<DeviceSetting>().Where(other => other != setting).Select(other => stored[other]));
        Assert.Equal(others, Enum.GetValues<DeviceSetting>().Where(other => other != setting).Select(other => reported[other]));
    }

    [Theory]
    [InlineData("interval_s", "4")]
    [InlineData("interval_s", "86401")]
    [InlineData("interval_s", "-1")]
    [InlineData("interval_s", "0")]
    [InlineData("interval_s", "4294967356")]
    [InlineData("publish_s", "59")]
    [InlineData("led_dry_percent", "101")]
    [InlineData("soil_dry_raw", "4096")]
    [InlineData("soil_dry_raw", "1300")]
    [InlineData("soil_wet_raw", "2899")]
    [InlineData("soil_dry_raw_2", "1400")]
    [InlineData("soil_wet_raw_4", "2899")]
    [InlineData("soil_dry_raw_3", "4096")]
    [InlineData("battery_ratio_permille", "999")]
    [InlineData("ca_pem", "\"-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n\"")]
    [InlineData("ca_pem", "\"\"")]
    public void Desired_OutOfRange_IsRefusedWithTheReasonAndAllOldOnesStay(string name, string value)
    {
        var before = _device.Flash.Writes;
        var reported = Desired($$"""{"version":3,"led_wet_percent":90,"{{name}}":{{value}}}""");
        Assert.Equal((0, 3, 100), (reported.Version, reported.RefusedVersion, reported.LedWetPercent));
        Assert.Equal((name, 1), (reported.Refused.NameOf(0), reported.Refused.Count));
        Assert.NotEmpty(reported.Refused.ReasonOf(0));
        Assert.Equal(before, _device.Flash.Writes);
    }

    [Fact]
    public void Desired_SeveralWrong_EachIsNamed()
    {
        var refused = Desired("""{"version":3,"interval_s":1,"publish_s":1,"pins":{"soil":99}}""").Refused;
        Assert.Equal(["interval_s", "publish_s", "pins.soil"], Enumerable.Range(0, refused.Count).Select(refused.NameOf));
    }

    [Fact]
    public void Desired_CorrectedAfterARefusal_TheRefusalIsForgotten()
    {
        Desired("""{"version":3,"interval_s":1}""");
        var reported = Desired("""{"version":4,"interval_s":10}""");
        Assert.Equal((4, 0, 0), (reported.Version, reported.RefusedVersion, reported.Refused.Count));
    }

    [Fact]
    public void Desired_SameVersionAgain_ChangesNothing()
    {
        Desired("""{"version":3,"interval_s":300}""");
        Assert.Equal(300, Desired("""{"version":3,"interval_s":10}""").IntervalS);
    }

    [Fact]
    public void Desired_NotReadable_IsIgnored()
    {
        _device.Link.Deliver("devices/fern/desired", "nonsense");
        _device.Uplink.Step();
        Assert.Empty(_device.Link.Take("reported"));
        Assert.Equal(60, _device.Sampler.IntervalS);
    }

    [Fact]
    public void Desired_OtherPins_RestartOnceTheReportHasGotThrough()
    {
        _device.Link.Deliver(
            "devices/fern/desired", """{"version":5,"pins":{"soil":35,"climate_power":-1},"sensors":{"light":"none"}}""");
        _device.Uplink.Step();
        var report = Assert.Single(_device.Link.Take("reported"));
        var reported = ReportedState.Parse(System.Text.Encoding.UTF8.GetBytes(report.Payload))!;
        Assert.Equal((35, "none"), (reported.Board.Pin(BoardPin.Soil), reported.Board.Sensor(BoardSensor.Light)));
        Assert.False(_device.Instructions.Departure.IsDue);
        _device.Link.Acknowledge(report);
        _device.Uplink.Step();
        Assert.True(_device.Instructions.Departure.IsDue);
        Assert.Equal(RestartCauses.Settings, _device.Instructions.Departure.Cause);
        Assert.Equal(35, _device.Store.Load()!.Board.Pin(BoardPin.Soil));
    }

    [Fact]
    public void Desired_SamePinsAgain_NeedNoRestart()
    {
        Desired("""{"version":5,"pins":{"soil":35}}""");
        var next = new DeviceUnderTest(_device.Flash.PowerOn());
        next.Uplink.Step();
        next.Link.Deliver("devices/fern/desired", """{"version":6,"pins":{"soil":35}}""");
        next.Uplink.Step();
        Assert.False(next.Instructions.Departure.IsPlanned);
    }

    [Fact]
    public void Desired_PinsTheBoardDoesNotHave_AreRefusedInItsWords()
    {
        _device.Board.NotOnThisBoard = "GPIO 6 belongs to the flash";
        var reported = Desired("""{"version":5,"pins":{"led":6}}""");
        Assert.Equal("GPIO 6 belongs to the flash", reported.Refused.ReasonOf(0));
        Assert.False(_device.Instructions.Departure.IsPlanned);
    }

    [Fact]
    public void Desired_ThresholdForTheLight_HoldsFromTheNextReading()
    {
        _device.Clock.UptimeMs = 2000;
        _device.Sampler.TakeNow();
        Assert.Equal(LightState.Online, _device.Light.State);
        Desired("""{"version":3,"led_dry_percent":60}""");
        _device.Sampler.TakeNow();
        Assert.Equal(LightState.TooDry, _device.Light.State);
    }

    private ReportedState Desired(string payload)
    {
        _device.Link.Deliver("devices/fern/desired", payload);
        _device.Uplink.Step();
        return ReportedState.Parse(System.Text.Encoding.UTF8.GetBytes(Assert.Single(_device.Link.Take("reported")).Payload))!;
    }
}
