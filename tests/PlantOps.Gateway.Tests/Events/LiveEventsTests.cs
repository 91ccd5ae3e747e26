using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Events;

namespace PlantOps.Gateway.Tests.Events;

public sealed class LiveEventsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly LiveEvents _events;

    public LiveEventsTests() => _events = new LiveEvents(_time);

    [Fact]
    public void Publish_ToSeveralListeners_ReachesEachWithWhatItWants()
    {
        using var all = _events.Listen(LiveEventType.All, null);
        using var devices = _events.Listen(LiveEventType.Device, null);

        Publish(1);
        Publish(2, LiveEventType.Alert);
        Publish(3);

        Assert.Equal([1, 2, 3], Taken(all));
        Assert.Equal([1, 3], Taken(devices));
        Assert.False(all.MustReset || devices.MustReset);
        Assert.Equal(all.LastId, devices.LastId);
    }

    [Fact]
    public void Listen_WithTheLastId_GoesOnBehindIt()
    {
        string id;
        using (var first = _events.Listen(LiveEventType.All, null))
        {
            Publish(1);
            Assert.Equal([1], Taken(first));
            id = first.LastId;
        }

        Publish(2);
        Publish(3);
        using var second = _events.Listen(LiveEventType.All, id);
        Publish(4);

        Assert.False(second.MustReset);
        Assert.Equal([2, 3, 4], Taken(second));
    }

    [Fact]
    public void Listen_WithAllThatIsKeptMissed_GoesOn_AndWithOneMoreIsReset()
    {
        using var present = _events.Listen(LiveEventType.All, null);
        var id = present.LastId;
        for (var i = 0; i < LiveEvents.Kept; i++) Publish(i);

        using (var inTime = _events.Listen(LiveEventType.All, id))
        {
            Assert.False(inTime.MustReset);
            Assert.Equal(Enumerable.Range(0, LiveEvents.Kept), Taken(inTime));
        }

        Publish(-1);
        using var late = _events.Listen(LiveEventType.All, id);
        Assert.True(late.MustReset);
        Assert.Empty(Taken(late));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("00000000-1")]
    [InlineData("a-b-c")]
    public void Listen_WithAnIdOfAnotherRun_IsReset(string id)
    {
        using var listener = _events.Listen(LiveEventType.All, id);
        Assert.True(listener.MustReset);
    }

    [Fact]
    public void Listen_AfterNobodyListenedForLong_IsResetBecauseNothingWasKept()
    {
        string id;
        using (var first = _events.Listen(LiveEventType.All, null)) id = first.LastId;
        Assert.True(_events.IsWanted);
        _time.Advance(LiveEvents.Retention);
        Assert.False(_events.IsWanted);
        Publish(1);

        using var late = _events.Listen(LiveEventType.All, id);

        Assert.True(late.MustReset);
        Assert.Empty(Taken(late));
    }

    [Fact]
    public void Publish_WhatASlowListenerDoesNotTake_IsDroppedAndTold()
    {
        using var slow = _events.Listen(LiveEventType.All, null);
        using var quick = _events.Listen(LiveEventType.All, null);
        for (var i = 0; i < LiveSubscription.Waiting; i++) Publish(i);
        Assert.Equal(LiveSubscription.Waiting, Taken(quick).Count);
        Publish(1000);

        var left = Taken(slow);

        Assert.True(slow.MustReset);
        Assert.Equal((LiveSubscription.Waiting, 1, 1000), (left.Count, left[0], left[^1]));
        Assert.Equal([1000], Taken(quick));
        Assert.False(quick.MustReset);
    }

    [Fact]
    public async Task Publish_FromManyThreads_IsInTheSameOrderForAll()
    {
        using var one = _events.Listen(LiveEventType.All, null);
        using var other = _events.Listen(LiveEventType.All, null);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() =>
        {
            for (var i = 0; i < 50; i++) Publish((n * 50) + i);
        })));

        var seen = Taken(one);
        Assert.Equal(Enumerable.Range(0, 200), seen.Order());
        Assert.Equal(seen, Taken(other));
    }

    [Theory]
    [InlineData(null, 63)]
    [InlineData("alert", 8)]
    [InlineData("reading, device", 3)]
    [InlineData("reading,weather", null)]
    public void Parse_Names_AreThoseKinds(string? names, int? types) =>
        Assert.Equal((LiveEventType?)types, LiveEventTypes.Parse(names));

    private void Publish(int number, LiveEventType type = LiveEventType.Device) => _events.Publish(
        type, new LiveDevice { DeviceId = $"{number}", Name = "Fern", State = "online", LastSeen = null },
        EventsJson.Default.LiveDevice);

    private static List<int> Taken(LiveSubscription listener)
    {
        var taken = new List<int>();
        while (listener.Take() is { } happened)
        {
            if (listener.Wants(happened))
                taken.Add(
                    int.Parse(JsonDocument.Parse(happened.Json).RootElement.GetProperty("device_id").GetString()!,
                        System.Globalization.CultureInfo.InvariantCulture));
        }

        return taken;
    }
}
