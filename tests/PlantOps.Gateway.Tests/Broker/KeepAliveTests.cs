using PlantOps.Gateway.Broker.Embedded;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker;

public sealed class KeepAliveTests
{
    private readonly JumpingTime _time = new();
    private int _expired;

    [Fact]
    public void Expires_AfterOneAndAHalfTimesTheKeepAliveWithoutAWord()
    {
        using var keepAlive = Begun();
        _time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.Equal(0, _expired);

        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(1, _expired);
    }

    [Fact]
    public void Expires_NotWhereSomethingCame()
    {
        using var keepAlive = Begun();
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(14));
            keepAlive.Busy();
            keepAlive.Waiting();
        }

        Assert.Equal(0, _expired);
    }

    [Fact]
    public void Expires_NotWhileTheGatewayIsBusy()
    {
        using var keepAlive = Begun();
        keepAlive.Busy();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, _expired);

        keepAlive.Waiting();
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(1, _expired);
    }

    [Fact]
    public async Task Connection_WhenTheClockJumpsAhead_Stays()
    {
        await using var broker = await PlainBroker.StartedAsync(_time);
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, broker.NewDevice(), keepAlive: 10);
        using var connected = client;

        _time.Jump(TimeSpan.FromHours(5));
        _time.Advance(TimeSpan.FromSeconds(14));

        Assert.Empty(await client.RestAsync());
    }

    [Theory]
    [InlineData(RawPackets.Version311)]
    [InlineData(RawPackets.Version5)]
    public async Task Connection_OfASilentDevice_IsEnded(byte version)
    {
        await using var broker = await PlainBroker.StartedAsync(_time);
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, broker.NewDevice(), version, keepAlive: 10);
        using var connected = client;
        Assert.Empty(await client.RestAsync());

        var ending = client.ReadToEndAsync();
        while (!ending.IsCompleted)
        {
            // The gateway begins to wait for the client a moment after it has answered.
            _time.Advance(TimeSpan.FromSeconds(15));
            await Task.WhenAny(ending, Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken));
        }

        var last = await ending;
        if (version == RawPackets.Version5) Assert.Equal((0xE0, 0x8D), (Assert.Single(last).Header, last[0].Body[0]));
        else Assert.Empty(last);
    }

    private KeepAlive Begun()
    {
        var keepAlive = new KeepAlive(_time, () => _expired++);
        keepAlive.Waiting();
        keepAlive.Begin(10);
        return keepAlive;
    }
}
