using CsCheck;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Notifications.Outbox;

/// <summary>Whatever happens in whichever order, with crashes and refusals in between.</summary>
public sealed class CrashPropertyTests
{
    private const int Plants = 3;

    private enum Step
    {
        Happen,
        Plan,
        Send,
        Crash,
        RateLimited,
        Down,
    }

    [Fact]
    public async Task Run_AnyOrderOfEventsCrashesAndRefusals_SaysEachThingOnceAndNothingIsLeft() => await Gen.Select(
            Gen.Frequency(
                (4, Gen.Const(Step.Happen)), (3, Gen.Const(Step.Plan)), (4, Gen.Const(Step.Send)), (1, Gen.Const(Step.Crash)),
                (1, Gen.Const(Step.RateLimited)), (1, Gen.Const(Step.Down))),
            Gen.Int[0, Plants - 1])
        .Array[1, 25].SampleAsync(Run, iter: 25, threads: 2);

    private static async Task Run((Step Step, int Plant)[] steps)
    {
        await using var server = await ChannelServer.StartedAsync();
        await using var kit = new NotificationKit(new LiteDbTestStore());
        kit.AddChannel("discord", server.Url);
        var world = new World(kit);
        foreach (var (step, plant) in steps)
        {
            switch (step)
            {
                case Step.Happen: world.Happen(plant); break;
                case Step.Plan: kit.Plan(); break;
                case Step.Send: await kit.Send(); break;
                case Step.Crash: kit.Restart(); break;
                case Step.RateLimited: server.Answers(429, """{"retry_after":1.5,"global":false}"""); break;
                default: server.Answers(503); break;
            }
        }

        for (var i = 0; i < 60 && (i < 2 || kit.Deliveries.Open.Count > 0); i++)
        {
            kit.Plan();
            await kit.Send();
            kit.Time.Advance(TimeSpan.FromMinutes(15));
        }

        var ended = kit.Deliveries.Newest(null, 500);
        Assert.All(ended, delivery => Assert.Equal(DeliveryState.Sent, delivery.State));
        var told = ended.Reverse().SelectMany(delivery => delivery.Events).ToList();
        Assert.Equal(told.Count, told.Select(one => one.Id).Distinct().Count());
        Assert.Equal(ended.Sum(delivery => delivery.Attempts), server.Unseen);
        world.Check(told);
    }

    /// <summary>What has really happened.</summary>
    private sealed class World(NotificationKit kit)
    {
        private readonly Plant[] _plants = [.. Enumerable.Range(0, Plants).Select(n => TestAlerts.Plant($"Fern {n}"))];
        private readonly Dictionary<int, Alert> _open = [];

        public void Happen(int plant)
        {
            kit.Time.Advance(TimeSpan.FromMilliseconds(1));
            if (_open.Remove(plant, out var alert)) kit.Recover(_plants[plant], alert);
            else _open[plant] = kit.Raise(_plants[plant]);
        }

        /// <summary>What is open was told, and everything that was told is told to be over, unless it is open.</summary>
        public void Check(List<AlertEvent> told)
        {
            var open = _open.Values.Select(alert => alert.Id).ToHashSet();
            Assert.Subset(told.Select(one => one.AlertId).ToHashSet(), open);
            foreach (var words in told.GroupBy(one => one.AlertId))
            {
                Assert.Equal(
                    open.Contains(words.Key) ? [AlertEventKind.Raised] : [AlertEventKind.Raised, AlertEventKind.Recovered],
                    words.Select(one => one.Kind));
            }
        }
    }
}
