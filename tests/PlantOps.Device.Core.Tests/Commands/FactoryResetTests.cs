using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Commands;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Portal.Opening;
using PlantOps.Device.Core.Tests.Buffering;
using PlantOps.Device.Core.Watching;
using PlantOps.Device.Starting;

namespace PlantOps.Device.Core.Tests.Commands;

public sealed class FactoryResetTests
{
    [Fact]
    public void Run_PowerCutAtEveryStep_EverythingIsGoneAfterTheNextStart()
    {
        for (var bytes = 0; bytes < RestartCauses.FactoryReset.Length; bytes++) Verify(bytes, int.MaxValue);
        for (var deletions = 0; deletions < 50; deletions++) Verify(int.MaxValue, deletions);
    }

    [Fact]
    public void Run_Whole_LeavesNothingAndTheCauseIsKnown()
    {
        var flash = Used();
        Assert.Contains("starts.0", flash.Names);
        new FactoryReset(flash).Run();
        Assert.Equal([RestartNote.FileName], flash.Names);
        var next = Devices.On(flash);
        Assert.Equal(RestartCauses.FactoryReset, next.RestartCause);
        Assert.Empty(flash.Names);
        Assert.Equal(RestartCauses.Power, Devices.On(flash).RestartCause);
    }

    // Either the intention was never written down and everything is there, or all of it is gone.
    private static void Verify(int bytes, int deletions)
    {
        var flash = Used();
        flash.BytesUntilPowerCut = bytes;
        flash.DeletionsUntilPowerCut = deletions;
        new FactoryReset(flash).Run();
        flash = flash.PowerOn();
        var next = Devices.On(flash);
        Assert.Equal(bytes < int.MaxValue, next.IsEnrolled);
        Assert.Equal(next.IsEnrolled ? 300 : 0, BufferedReadings.Opened(flash).Pending);
        if (!next.IsEnrolled) Assert.Empty(flash.Names);
    }

    private static MemoryFlash Used()
    {
        var flash = new MemoryFlash();
        new ConfigurationStore(flash).Save(new DeviceConfiguration { DeviceId = "fern" });
        new CommandMemory(flash).Remember(new() { Id = "c-1", Result = "done" });
        BufferedReadings.Opened(flash).Fill(1, 300);
        var cycles = new PowerCycles(flash, new FakeClock());
        cycles.Begin(true);
        cycles.Ask();
        flash.Write(ConfigurationStore.TrialName, new byte[100], 100);
        new CrashBackoff(flash).Crashed();
        return flash;
    }
}
