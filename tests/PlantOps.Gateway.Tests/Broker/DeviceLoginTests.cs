using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;

namespace PlantOps.Gateway.Tests.Broker;

public sealed class DeviceLoginTests
{
    private const string Later = "a password that comes later";

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(250);

    /// <summary>As where another gateway on the same database lets a device in that comes here first.</summary>
    [Fact]
    public async Task Connect_BeforeItsPasswordIsHeardOf_IsLetInWhenItIs()
    {
        var time = new WatchedTime();
        await using var broker = await PlainBroker.StartedAsync(time);
        var device = broker.NewDevice();
        using var client = await RawClient.OpenAsync(broker.Port);
        await client.SendAsync(RawPackets.Connect(device.Id, Later));
        await time.Delayed.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        broker.Get<DeviceRegistry>().Admit(new DeviceDescription("Fern", device.HardwareId, null, null, []), Later, null);
        time.Advance(Delay);

        var answer = await client.ReadAsync();
        Assert.Equal((0x20, 0), (answer.Header, answer.Body[1]));
    }

    /// <summary>Says when a refusal is held back.</summary>
    private sealed class WatchedTime() : FakeTimeProvider(DateTimeOffset.Parse("2026-05-01T08:00:00Z", null))
    {
        public TaskCompletionSource Delayed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime == Delay) Delayed.TrySetResult();
            return timer;
        }
    }
}
