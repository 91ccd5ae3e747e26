using System.Globalization;
using CsCheck;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Tests.Notifications.Deciding;

/// <summary>
/// Months of alerts that come, get worse and go, decided about at any pace, over the days on which clocks change.
/// </summary>
public sealed class DeciderPropertyTests
{
    private const long Quarter = 15 * TestAlerts.Minute;

    private static readonly Plant Fern = TestAlerts.Plant("Fern");

    private static readonly Channel Channel = new()
    {
        Id = "c-1", Kind = "webhook", Name = "w", LeastSeverity = AlertSeverity.Warning, Enabled = true, CreatedAt = 0,
        Fields = new Dictionary<string, string>(),
    };

    private static readonly Gen<Happening> AnyHappening = Gen.Select(Gen.Int[1, 60], Gen.Int[0, 60], Gen.Int[1, 60], Gen.Bool)
        .Select((pause, worse, length, escalates) =>
            new Happening(pause * Quarter, worse * Quarter, length * Quarter, escalates));

    [Fact]
    public void Decide_AnyHistory_NeverSaysAnythingTwiceNorInQuietHoursAndEndsWithWhatIsTrue() => Gen.Select(
            // Somebody who is never awake for as long as it takes to look is never told.
            AnyHappening.Array[1, 40], Gen.Int[0, 23], Gen.Int[1, 20], Gen.Int[1, 11], Gen.Bool, Gen.Bool)
        .Sample((happenings, from, length, pace, criticalAtNight, inSpring) =>
        {
            var quiet = new QuietHours(new TimeOnly(from, 0), new TimeOnly(from, 0).AddHours(length));
            var person = new Person
            {
                Id = "h-1", Name = "Ada", TimeZone = "Europe/Berlin", CriticalAtNight = criticalAtNight, CreatedAt = 0,
                Channels = [Channel.Id], Quiet = quiet, };
            Replay(happenings, person, pace * Quarter, inSpring ? "2026-03-27T00:00:00Z" : "2026-10-23T00:00:00Z");
        }, iter: 300);

    private static void Replay(Happening[] happenings, Person person, long pace, string start)
    {
        var world = new World(happenings, DateTimeOffset.Parse(start, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
        var (deferred, told, said) = (new List<DeferredEvent>(), new List<NotifiedAlert>(), new List<DeferredEvent>());
        for (var now = world.Start; now < world.End + (26 * 4 * Quarter); now += pace)
        {
            var decision = new NotificationPolicy(new NotificationContext
            {
                Now = now, Channels = [Channel], People = [person], Plants = new Dictionary<string, Plant> { [Fern.Id] = Fern },
                Alerts = world.AlertsAt(now), Notified = told,
            }).Decide(world.Events(now - pace, now), deferred);

            if (person.Quiet!.EndAfter(now, person.Zone()) is not null)
            {
                Assert.All(decision.Notify, one => Assert.True(
                    person.CriticalAtNight && one.Event.Severity == AlertSeverity.Critical
                        && one.Event.Kind != AlertEventKind.Recovered));
            }
            else
            {
                Assert.Empty(decision.Defer);
            }

            deferred = [.. decision.Defer];
            var over = decision.Forget.Select(one => one.Id).Concat(decision.Remember.Select(one => one.Id)).ToHashSet();
            told = [.. told.Where(one => !over.Contains(one.Id)), .. decision.Remember];
            said.AddRange(decision.Notify);
        }

        Assert.Equal(said.Count, said.Select(one => one.Id).Distinct().Count());
        Assert.Empty(deferred);
        Assert.Empty(told);
        foreach (var words in said.GroupBy(one => one.Event.AlertId))
        {
            // Never back to normal without something before, never more than raised, worse, over; and what was raised is over
            // in the end.
            Assert.NotEqual(AlertEventKind.Recovered, words.First().Event.Kind);
            Assert.Equal(AlertEventKind.Recovered, words.Last().Event.Kind);
            Assert.Equal(words.Select(one => one.Event.Kind).Order(), words.Select(one => one.Event.Kind));
        }
    }

    private sealed record Happening(long Pause, long Worse, long Length, bool Escalates);

    private sealed class World
    {
        private readonly List<(Alert Alert, AlertEvent[] Events)> _alerts = [];

        public World(Happening[] happenings, long start)
        {
            (Start, End) = (start, start);
            foreach (var happening in happenings)
            {
                var raised = End + happening.Pause;
                var worse = happening.Escalates && happening.Worse < happening.Length ? raised + happening.Worse : (long?)null;
                End = raised + happening.Length;
                var alert = TestAlerts.Alert(Fern, raisedAt: raised) with { EscalatedAt = worse, RecoveredAt = End };
                var last = worse is null ? AlertSeverity.Warning : AlertSeverity.Critical;
                _alerts.Add((alert,
                [
                    alert.Event(AlertEventKind.Raised),
                    .. worse is { } at
                        ? new[] { alert.Event(AlertEventKind.Escalated, at: at, severity: AlertSeverity.Critical) }
                        : [],
                    alert.Event(AlertEventKind.Recovered, at: End, severity: last),
                ]));
            }
        }

        public long Start { get; }

        public long End { get; private set; }

        public List<AlertEvent> Events(long after, long until) =>
            [.. _alerts.SelectMany(one => one.Events).Where(one => one.At > after && one.At <= until)];

        public Dictionary<string, Alert> AlertsAt(long now) => _alerts.Where(one => one.Alert.RaisedAt <= now)
            .ToDictionary(
                one => one.Alert.Id, one => one.Alert.RecoveredAt <= now ? one.Alert : one.Alert with { RecoveredAt = null });
    }
}
