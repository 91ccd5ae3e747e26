using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Portal.Opening;

namespace PlantOps.Device.Core.Tests.Portal;

public sealed class PowerCyclesTests
{
    private MemoryFlash _flash = new();

    [Fact]
    public void Begin_FiveShortStartsInARow_OpensOnce()
    {
        Assert.Equal([false, false, false, false, true, false], Enumerable.Range(0, 6).Select(_ => Start(9999)));
    }

    [Fact]
    public void Begin_ALongStartInBetween_CountsAnew()
    {
        for (var i = 0; i < 4; i++) Assert.False(Start(100));
        Assert.False(Start(10000, poweredOn: false));
        Assert.Equal([false, false, false, false, true], Enumerable.Range(0, 5).Select(_ => Start(100)));
    }

    [Fact]
    public void Begin_RestartsAndWakings_NeverOpen()
    {
        for (var i = 0; i < 50; i++) Assert.False(Start(100, poweredOn: false));
    }

    [Fact]
    public void Begin_AfterALongPress_OpensHoweverItStarts()
    {
        new PowerCycles(_flash, new FakeClock()).Ask();
        Assert.True(Start(100, poweredOn: false));
        Assert.False(Start(100, poweredOn: false));
    }

    [Fact]
    public void Step_BeforeAndAfterTenSeconds_SaysHowLongStill()
    {
        var clock = new FakeClock { UptimeMs = 4000 };
        var cycles = new PowerCycles(_flash, clock);
        cycles.Begin(true);
        Assert.Equal(6000, cycles.Step());
        clock.UptimeMs = 10000;
        Assert.Equal(0, cycles.Step());
        var writes = _flash.Writes;
        cycles.Step();
        Assert.Equal(writes, _flash.Writes);
    }

    [Fact]
    public void Begin_PowerCutAtEveryByteOfEveryWrite_NeverLosesTheConfigurationAndFiveWholeStartsOpen()
    {
        for (var cut = 1; cut < 60; cut++)
        {
            _flash = new MemoryFlash();
            new ConfigurationStore(_flash).Save(SetupFlowTests.Stored());
            _flash.BytesUntilPowerCut = cut;
            for (var i = 0; i < 5; i++) new PowerCycles(_flash, new FakeClock()).Begin(true);
            _flash = _flash.PowerOn();
            Assert.Equal("fern", new ConfigurationStore(_flash).Load()!.DeviceId);
            var opened = Enumerable.Range(0, 5).Select(_ => Start(100)).ToList();
            Assert.Single(opened, true);
        }
    }

    [Fact]
    public void Begin_FlashFull_StartsAsEver()
    {
        _flash.CapacityBytes = 0;
        for (var i = 0; i < 20; i++) Assert.False(Start(100));
    }

    [Fact]
    public void LongPress_Held_IsToldOnceAfterFiveSeconds()
    {
        var button = new LongPress();
        Assert.False(button.Step(false, 0));
        Assert.False(button.Step(true, 1000));
        Assert.False(button.Step(true, 5999));
        Assert.True(button.Step(true, 6000));
        Assert.False(button.Step(true, 60000));
        Assert.False(button.Step(false, 60001));
        Assert.False(button.Step(true, 60002));
        Assert.True(button.Step(true, 65002));
    }

    [Fact]
    public void LongPress_HeldSinceTheStart_IsAStuckButton()
    {
        var button = new LongPress();
        for (var ms = 0; ms < 100000; ms += 50) Assert.False(button.Step(true, ms));
    }

    private bool Start(long forMs, bool poweredOn = true)
    {
        var clock = new FakeClock();
        var cycles = new PowerCycles(_flash, clock);
        var opens = cycles.Begin(poweredOn);
        clock.UptimeMs = forMs;
        cycles.Step();
        return opens;
    }
}
