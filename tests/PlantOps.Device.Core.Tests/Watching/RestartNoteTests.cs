using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Watching;

namespace PlantOps.Device.Core.Tests.Watching;

public sealed class RestartNoteTests
{
    private readonly MemoryFlash _flash = new();

    [Theory]
    [InlineData(RestartCauses.Command)]
    [InlineData(RestartCauses.Watchdog)]
    [InlineData(RestartCauses.Crash)]
    public void Start_AfterANote_KnowsTheCauseOnce(string cause)
    {
        new RestartNote(_flash).Write(cause);
        Assert.Equal(cause, Devices.On(_flash).RestartCause);
        Assert.Equal(
            RestartCauses.Brownout, Devices.On(_flash, new TestBoard { StartCause = RestartCauses.Brownout }).RestartCause);
    }

    [Fact]
    public void Read_TornNote_IsWhatThePlatformKnows()
    {
        for (var cut = 0; cut < RestartCauses.Watchdog.Length; cut++)
        {
            var flash = new MemoryFlash { BytesUntilPowerCut = cut };
            new RestartNote(flash).Write(RestartCauses.Watchdog);
            Assert.Equal(RestartCauses.Power, new RestartNote(flash.PowerOn()).Read(RestartCauses.Power));
        }
    }
}
