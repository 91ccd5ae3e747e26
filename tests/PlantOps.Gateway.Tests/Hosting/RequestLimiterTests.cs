using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Broker;

namespace PlantOps.Gateway.Tests.Hosting;

public sealed class RequestLimiterTests
{
    private const string Elsewhere = "192.0.2.7";
    private const string Devices = "/api/v1/devices";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly RequestLimits Small = new(4, 3, 4, 3, 2, 1, 5, TimeSpan.FromHours(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ByAStrangerWhoAsksTooOften_IsRefusedAndNobodyElseIs()
    {
        await using var gateway = await StartedAsync();
        using var client = gateway.Https();
        using var known = gateway.SignedIn();

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < Small.StrangerBurst + 3; i++) answers.Add((await Ask(client, Devices, Elsewhere)).StatusCode);

        Assert.All(answers.Take(Small.StrangerBurst), status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        Assert.All(answers.Skip(Small.StrangerBurst), status => Assert.Equal(HttpStatusCode.TooManyRequests, status));
        using var refused = await Ask(client, "/api/health", Elsewhere);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(refused.Headers.RetryAfter);

        Assert.Equal(HttpStatusCode.OK, (await Ask(known, Devices, Elsewhere)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask(client, "/api/health", "192.0.2.8")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask(client, "/api/health", null)).StatusCode);
        // What a device needs to be let in is not taken from it by others at its address.
        Assert.Equal(HttpStatusCode.OK, (await Ask(client, "/api/time", Elsewhere)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask(client, "/ca.crt", Elsewhere)).StatusCode);
        using var local = gateway.Local();
        for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.OK, (await Ask(local, "/local/devices", null)).StatusCode);
    }

    [Fact]
    public async Task Get_FromAStoreThatHangs_HoldsSomeRequestsRefusesTheRestAndReadingsAreStillAcknowledged()
    {
        var store = new HangingStore();
        await using var gateway = await StartedAsync(services =>
        {
            var real = services.Last(service => service.ServiceType == typeof(IReadingStore));
            services.AddSingleton<IReadingStore>(provider => store.Before((IReadingStore)real.ImplementationFactory!(provider)));
        });
        using var device = new BrokerClient(gateway, "AA:BB");
        // As long as the test may take: on a machine that is busy its pings would come too late, and it be disconnected.
        await device.ConnectAsync(more: options => options.WithKeepAlivePeriod(Patience));
        using var one = gateway.SignedIn();
        using var other = gateway.SignedIn();

        // Over one connection each: forty handshakes at once can take longer than a busy machine is given for one.
        one.DefaultRequestVersion = other.DefaultRequestVersion = HttpVersion.Version20;
        var path = $"/api/v1/devices/{device.Device.Id}/telemetry";
        store.Hang();

        List<Task<HttpResponseMessage>> asked =
            [.. Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? one : other).GetAsync(path, Token))];
        await store.Reading(Small.Requests).WaitAsync(Patience, Token);
        var held = 2 * (Small.RequestsOfACaller + Small.Queued);
        while (asked.Count(task => !task.IsCompleted) > held) await Task.WhenAny(asked.Where(task => !task.IsCompleted));
        var published = device.PublishAsync(device.Topic("telemetry"), """{"temperature":21.5}""");
        var acknowledged = await published.WaitAsync(Patience, Token);
        store.Go();
        var answers = await Task.WhenAll(asked).WaitAsync(Patience, Token);

        Assert.True(acknowledged.IsSuccess);
        Assert.Equal(Small.Requests, store.Most);
        var served = answers.Count(answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable).ToList();
        Assert.Equal((held, answers.Length - held), (served, refused.Count));
        Assert.All(refused, answer => Assert.NotNull(answer.Headers.RetryAfter));
    }

    [Fact]
    public async Task Get_EventsMoreOftenThanAllowed_IsRefusedUntilOneIsClosed()
    {
        await using var gateway = await StartedAsync();
        using var one = gateway.SignedIn();
        using var other = gateway.SignedIn();

        var first = await Listen(one);
        using var second = await Listen(one);
        using var third = await Listen(one);
        using var fourth = await Listen(other);
        using var fifth = await Listen(other);

        Assert.Equal(
            [200, 200, 429, 200, 429], new[] { first, second, third, fourth, fifth }.Select(answer => (int)answer.StatusCode));
        // They are no ordinary requests.
        Assert.Equal(HttpStatusCode.OK, (await Ask(one, Devices, null)).StatusCode);

        first.Dispose();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
        deadline.CancelAfter(Patience);
        while (true)
        {
            // The gateway sees in its own time that the listener has gone.
            using var again = await Listen(one, deadline.Token);
            if (again.StatusCode == HttpStatusCode.OK) break;
        }
    }

    private static Task<GatewayHost> StartedAsync(Action<IServiceCollection>? more = null) =>
        GatewayHost.StartedAsync(substitute: services =>
    {
        CallerAddress.FromHeader(services);
        services.AddSingleton(Small);
        more?.Invoke(services);
    });

    private static async Task<HttpResponseMessage> Listen(HttpClient client, CancellationToken? ends = null) =>
        await client.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, ends ?? Token);

    private static async Task<HttpResponseMessage> Ask(HttpClient client, string path, string? from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (from is not null) request.Headers.Add(CallerAddress.Header, from);
        return await client.SendAsync(request, Token);
    }

    /// <summary>A store whose reads hold their thread until they may go on.</summary>
    private sealed class HangingStore
    {
        private readonly ManualResetEventSlim _go = new(true);
        private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private IReadingStore? _real;
        private int _awaited = int.MaxValue;
        private int _now;
        private int _most;

        public int Most => Volatile.Read(ref _most);

        public IReadingStore Before(IReadingStore real)
        {
            _real = real;
            return new Gate(this);
        }

        public void Hang() => _go.Reset();

        public void Go() => _go.Set();

        /// <summary>Until so many read at a time.</summary>
        public Task Reading(int count)
        {
            Volatile.Write(ref _awaited, count);
            if (Volatile.Read(ref _now) >= count) _enough.TrySetResult();
            return _enough.Task;
        }

        private void Wait()
        {
            var now = Interlocked.Increment(ref _now);
            InterlockedMax(now);
            if (now >= Volatile.Read(ref _awaited)) _enough.TrySetResult();
            _go.Wait(Patience);
            Interlocked.Decrement(ref _now);
        }

        private void InterlockedMax(int now)
        {
            int most;
            while (now > (most = Volatile.Read(ref _most)) && Interlocked.CompareExchange(ref _most, now, most) != most)
            {
            }
        }

        private sealed class Gate(HangingStore store) : IReadingStore
        {
            public AppendResult Append(ReadingGroup group) => store._real!.Append(group);

            public void Read(StreamId stream, long from, long to, int limit, List<Reading> into)
            {
                store.Wait();
                store._real!.Read(stream, from, to, limit, into);
            }

            public Reading? Latest(StreamId stream) => store._real!.Latest(stream);

            public IReadOnlyList<long> Days(StreamId stream) => store._real!.Days(stream);

            public IReadOnlyList<SetAsideMessage> SetAside(int limit) => store._real!.SetAside(limit);
        }
    }
}
