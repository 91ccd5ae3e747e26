using System.Buffers;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Broker.External;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Tests.Broker.External;

public sealed class StoredNoticesTests
{
    private readonly FlakyLink _link = new();

    [Fact]
    public async Task Send_ManyMessagesOfADevice_AreOneNoticeABoot()
    {
        await using var notices = await RunningAsync();

        notices.Service.Add("fern", Numbers(7, 21, 40));
        notices.Service.Add("fern", Numbers(7, 1, 20));
        notices.Service.Add("fern", Numbers(7, 60, 60));
        notices.Service.Add("fern", Numbers(8, 0, 4));
        notices.Service.Send();

        Assert.Equal("""devices/fern/stored {"boot":7,"also":[[1,40],[60,60]]}""", await _link.NextAsync());
        Assert.Equal("""devices/fern/stored {"boot":8,"upto":4,"also":[]}""", await _link.NextAsync());
    }

    [Fact]
    public async Task Send_MoreRunsThanANoticeHolds_AreSeveral()
    {
        await using var notices = await RunningAsync();

        for (var first = 10; first < 10 + (40 * 2); first += 2) notices.Service.Add("fern", Numbers(7, first, first));
        notices.Service.Send();

        string[] sent = [await _link.NextAsync(), await _link.NextAsync(), await _link.NextAsync()];
        Assert.StartsWith("""devices/fern/stored {"boot":7,"also":[[10,10],""", sent[0], StringComparison.Ordinal);
        Assert.EndsWith("[88,88]]}", sent[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WhileTheBrokerIsAway_IsDoneWhenItIsBack()
    {
        await using var notices = await RunningAsync();
        _link.IsAway = true;
        notices.Service.Add("fern", Numbers(7, 1, 5));
        notices.Service.Send();
        await _link.FailedAsync();

        _link.IsAway = false;
        notices.Service.Add("fern", Numbers(7, 6, 9));
        notices.Service.Send();

        // Together, or one after the other.
        for (var left = Enumerable.Range(1, 9).ToHashSet(); left.Count > 0;)
        {
            var notice = StoredNotice.Parse(Encoding.UTF8.GetBytes((await _link.NextAsync())["devices/fern/stored ".Length..]))!;
            left.RemoveWhere(sequence => notice.Covers(sequence));
        }

        Assert.Null(notices.Service.Problem());
    }

    [Fact]
    public async Task Add_WhileTheBrokerIsAwayForLong_IsBounded()
    {
        await using var notices = await RunningAsync();
        _link.IsAway = true;
        for (var i = 0; i < StoredNotices.MaxWaiting + 1000; i++) notices.Service.Add("fern", Numbers(7, 2 * i, 2 * i));

        _link.IsAway = false;
        notices.Service.Add("lily", Numbers(1, 1, 1));
        notices.Service.Send();

        // The last ones are left to their devices.
        var runs = 0;
        while (runs < StoredNotices.MaxWaiting - 1) runs += (await _link.NextAsync()).Count(letter => letter == '[') - 1;
        Assert.False(_link.HasMore("lily"));
    }

    private static ReadingNumbers Numbers(long boot, long first, long last)
    {
        var readings = new StringBuilder();
        for (var sequence = first; sequence <= last; sequence++)
            readings.Append(null, $"{(sequence == first ? "" : ",")}{{\"seq\":{sequence}}}");
        return ReadingNumbers.In(
            new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes($"{{\"boot\":{boot},\"readings\":[{readings}]}}")));
    }

    private async Task<Running> RunningAsync()
    {
        var service = new StoredNotices(_link, new Supervisor(TimeProvider.System), NullLogger<StoredNotices>.Instance);
        await service.StartAsync(TestContext.Current.CancellationToken);
        return new Running(service);
    }

    private sealed record Running(StoredNotices Service) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Service.StopAsync(CancellationToken.None);
            Service.Dispose();
        }
    }

    /// <summary>A way to devices that is there or not.</summary>
    private sealed class FlakyLink : IDeviceLink
    {
        private readonly Channel<string> _sent = Channel.CreateUnbounded<string>();
        private readonly Channel<string> _failed = Channel.CreateUnbounded<string>();

        public volatile bool IsAway;

        public Task SendAsync(string topic, byte[] payload, bool isRetained)
        {
            Assert.False(isRetained);
            var (channel, exception) = IsAway
                ? (_failed, Task.FromException(new BrokerAwayException("Away.")))
                : (_sent, Task.CompletedTask);
            channel.Writer.TryWrite($"{topic} {Encoding.UTF8.GetString(payload)}");
            return exception;
        }

        public async Task<string> NextAsync() => await _sent.Reader.ReadAsync(TestContext.Current.CancellationToken);

        public async Task FailedAsync() => await _failed.Reader.ReadAsync(TestContext.Current.CancellationToken);

        public bool HasMore(string device) =>
            _sent.Reader.TryRead(out var next) && next.Contains(device, StringComparison.Ordinal);
    }
}
