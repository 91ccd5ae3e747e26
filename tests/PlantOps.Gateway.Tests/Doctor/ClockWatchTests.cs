using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Doctor;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Doctor;

public sealed class ClockWatchTests
{
    [Theory]
    [InlineData(-7200)]
    [InlineData(3600)]
    public async Task Last_AJumpOfTheClock_IsToldWithItsSize(int seconds)
    {
        var time = new JumpingTime();
        await using var gateway = await GatewayHost.StartedAsync(time);
        var watch = gateway.Services.GetRequiredService<ClockWatch>();
        Assert.Null(watch.Last);

        // Whichever look comes first is what the second is compared with.
        await Eventually.IsAsync(
            () => watch.Last is not null,
            () =>
            {
                time.Advance(ClockWatch.Interval);
                time.Jump(TimeSpan.FromSeconds(seconds));
            });

        Assert.Equal(0, (long)watch.Last!.By.TotalSeconds % seconds);
    }
}
