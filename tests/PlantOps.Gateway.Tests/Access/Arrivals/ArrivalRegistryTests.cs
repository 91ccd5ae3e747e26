using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Arrivals;

namespace PlantOps.Gateway.Tests.Access.Arrivals;

public sealed class ArrivalRegistryTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-05-01T08:00:00Z", null));
    private readonly ArrivalRegistry _arrivals;

    public ArrivalRegistryTests() => _arrivals = new ArrivalRegistry(_time);

    [Fact]
    public void Complete_WhatWasApproved_IsOnceAndForItsBrowserAlone()
    {
        var (ben, secret) = Begin();
        var (_, other) = Begin();
        Assert.Null(_arrivals.Complete(secret));

        Assert.Equal(ben.Code, _arrivals.Approve(ben.Code, "Ben", TokenRole.Waters)?.Code);

        Assert.Null(_arrivals.Complete(other));
        Assert.Null(_arrivals.Complete(ben.Code));
        Assert.Null(_arrivals.Complete(null));
        Assert.Null(_arrivals.Complete(new string('x', 60_000)));
        var approved = _arrivals.Complete(secret);
        Assert.Equal(("Ben", TokenRole.Waters), (approved?.Person, approved?.Role));
        Assert.Null(_arrivals.Complete(secret));
    }

    [Fact]
    public void Begin_KeepsNoSecret()
    {
        var (arrival, secret) = Begin();

        Assert.DoesNotContain(secret, arrival.ToString(), StringComparison.Ordinal);
        Assert.Equal(arrival, _arrivals.Find(secret));
    }

    [Fact]
    public void Approve_WhatNobodyWaitsWith_IsNothing()
    {
        var (arrival, _) = Begin();
        Assert.NotNull(_arrivals.Refuse(arrival.Code));

        Assert.Null(_arrivals.Approve(arrival.Code, "Ben", TokenRole.Owner));
        Assert.Null(_arrivals.Approve("", "Ben", TokenRole.Owner));
        Assert.Empty(_arrivals.Waiting);
    }

    [Fact]
    public void Complete_AfterTenMinutes_IsTooLate()
    {
        var (arrival, secret) = Begin();
        _arrivals.Approve(arrival.Code, "Ben", TokenRole.Owner);

        _time.Advance(Arrival.Lifetime - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(_arrivals.Find(secret));
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(_arrivals.Complete(secret));
        Assert.Null(_arrivals.Find(secret));
    }

    [Fact]
    public void Begin_OfManyOfOneAddress_TakesThePlaceOfItsOldest()
    {
        var (friend, _) = Begin("192.0.2.9");
        var strangers = Enumerable.Range(0, 50).Select(_ => Begin().Arrival.Code).ToList();

        Assert.Equal([friend.Code, .. strangers[^ArrivalRegistry.MaxOfAnAddress..]], _arrivals.Waiting.Select(one => one.Code));
    }

    [Fact]
    public void Begin_OfManyAddresses_TakesThePlaceOfWhoHasMostAndEndsThere()
    {
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < ArrivalRegistry.MaxOfAnAddress; j++) Begin($"192.0.2.{i}");
        }

        for (var i = 0; i < 16; i++) Assert.NotNull(_arrivals.Begin("Firefox", $"198.51.100.{i}"));

        Assert.Equal(ArrivalRegistry.Max, _arrivals.Waiting.Count);
        Assert.All(_arrivals.Waiting.GroupBy(one => one.Address), group => Assert.Single(group));
        Assert.Null(_arrivals.Begin("Firefox", "203.0.113.1"));
    }

    [Theory]
    [InlineData("FERN-48", "FERN-48")]
    [InlineData(" fern 48 ", "FERN-48")]
    [InlineData("Fern48", "FERN-48")]
    [InlineData("fern -48", "FERN-48")]
    [InlineData("48", "-48")]
    public void Normalise_WhatSomebodyTyped_IsTheCode(string typed, string code) =>
        Assert.Equal(code, ArrivalCodes.Normalise(typed));

    [Fact]
    public void New_Codes_AreAlreadyNormal()
    {
        for (var i = 0; i < 200; i++)
        {
            var code = ArrivalCodes.New();
            Assert.Equal(code, ArrivalCodes.Normalise(code.Replace('-', ' ').ToLowerInvariant()));
        }
    }

    private (Arrival Arrival, string Secret) Begin(string address = "192.0.2.1") => _arrivals.Begin("Firefox", address)!.Value;
}
