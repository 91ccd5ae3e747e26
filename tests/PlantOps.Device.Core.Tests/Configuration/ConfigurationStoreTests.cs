using PlantOps.Device.Core.Configuration;

namespace PlantOps.Device.Core.Tests.Configuration;

public sealed class ConfigurationStoreTests
{
    private readonly MemoryFlash _flash = new();

    [Fact]
    public void Load_AfterSave_IsTheSameConfiguration()
    {
        var saved = new DeviceConfiguration
        {
            Gateway = "https://gateway:8443", DeviceId = "fern", MqttHost = "gateway", MqttPort = 8883, MqttUsername = "fern",
            MqttPassword = "secret", CaPem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", IntervalS = 300,
            DesiredVersion = 4, Boot = 99, WaitsForStored = true,
        };
        Assert.True(new ConfigurationStore(_flash).Save(saved));
        Assert.Equivalent(saved, new ConfigurationStore(_flash).Load(), strict: true);
    }

    [Fact]
    public void Load_OfAnEarlierFirmware_TakesTheBrokersWord()
    {
        var configuration = DeviceConfiguration.Parse("""{"device_id":"fern","boot":3}"""u8.ToArray());

        Assert.False(configuration!.WaitsForStored);
    }

    [Fact]
    public void Load_BeforeEnrolment_IsNull() => Assert.Null(new ConfigurationStore(_flash).Load());

    [Fact]
    public void BeginBoot_PowerCutAtEveryByte_NeverGivesANumberTwice()
    {
        for (var cut = 1; cut < 1000; cut++)
        {
            var flash = new MemoryFlash();
            new ConfigurationStore(flash).Save(new DeviceConfiguration { DeviceId = "fern", Boot = 10 });
            flash.BytesUntilPowerCut = cut;
            var first = Begin(flash);
            var second = Begin(flash.PowerOn());
            Assert.NotEqual(0, second);
            Assert.NotEqual(first, second);
        }
    }

    [Fact]
    public void BeginBoot_OneSlotRots_TheNumberIsNotGivenAgain()
    {
        new ConfigurationStore(_flash).Save(new DeviceConfiguration { DeviceId = "fern", Boot = 10 });
        var first = Begin(_flash);
        foreach (var slot in _flash.Names.ToList())
        {
            var rotten = _flash.PowerOn();
            rotten.Change(slot, content => { content[12] ^= 1; return content; });
            Assert.True(Begin(rotten) > first);
        }
    }

    [Fact]
    public void First_OtherPassword_IsAnotherNumber()
    {
        var numbers = Enumerable.Range(0, 1000).Select(i => BootNumber.First($"password {i}")).ToList();
        Assert.Equal(1000, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.InRange(number, 0, (1L << 39) - 1));
        Assert.Equal(BootNumber.First("password"), BootNumber.First("password"));
    }

    private static long Begin(MemoryFlash flash)
    {
        var store = new ConfigurationStore(flash);
        return store.Load() is { } configuration && store.BeginBoot(configuration) ? configuration.Boot : 0;
    }
}
