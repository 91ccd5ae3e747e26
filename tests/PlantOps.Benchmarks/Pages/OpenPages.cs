using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Measurements;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Pages;

/// <summary>
/// What hundreds of open pages of plants cost devices: the time from when a publish is due to its acknowledgement, without and
/// with them, one after the other on the same gateway. The plants of the pages are measured too, about once a minute each.
/// </summary>
internal sealed class OpenPages(Scale scale, Fleet fleet)
{
    private const int Pages = 500;
    private const int PagesOfASession = 8;
    private const int Plants = 50;
    private const int Rate = 100;

    public async Task<IReadOnlyList<Row>> RunAsync()
    {
        var (p50, p99) = (new Samples(), new Samples());
        var (alone, beside) = (new Samples(), new Samples());
        for (var round = 1; round <= scale.Rounds; round++)
        {
            Console.WriteLine($"{Pages} open pages, round {round}");
            await using var gateway = await fleet.StartGatewayAsync();
            using var api = await gateway.ApiAsync();
            var since = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            var plants = await PageTimes.AddAsync(gateway, api, 0, Plants, since);
            var without = await LatenciesAsync(gateway);
            await using var pages = await StreamsAsync(gateway, plants);
            var with = await LatenciesAsync(gateway);
            pages.AssertOpen();
            alone.Add(Samples.Percentile(without, 0.99));
            beside.Add(Samples.Percentile(with, 0.99));
            p50.Add(Samples.Percentile(with, 0.5) / Samples.Percentile(without, 0.5));
            p99.Add(Samples.Percentile(with, 0.99) / Samples.Percentile(without, 0.99));
            Console.WriteLine(
                $"  p99 {alone.Text("0.00")} ms alone, {beside.Text("0.00")} ms beside, {pages.Bytes:N0} bytes read");
        }

        return
        [
            new Row($"Publish to acknowledge at {Rate}/s over TLS, p99 ms, no page open") { Gateway = alone.TextWithSpread(
                "0.00") },
            new Row($"the same beside {Pages} open pages of {Plants} plants")
            {
                Gateway =
                    $"{beside.TextWithSpread("0.00")}; p50 {p50.TextWithSpread("0.00")}×, p99 {p99.TextWithSpread("0.00")}×",
                Reach = Reach.AtMost(1.1, p99.Median, "×"),
            },
        ];
    }

    // The first devices are those of the plants; the acknowledgements of the next are timed.
    private async Task<double[]> LatenciesAsync(Gateway gateway)
    {
        var devices = gateway.Clients(2 * Plants);
        var watched = await LoadClient.ConnectAllAsync(gateway.Tls, [.. devices.Take(Plants)]);
        var others = await LoadClient.ConnectAllAsync(gateway.Tls, [.. devices.Skip(Plants)]);
        var measuring = new PacedLoad(watched).RunAsync(1, TimeSpan.Zero, scale.WarmUp + (3 * scale.Window));
        var latencies = await new PacedLoad(others).RunAsync(Rate, scale.WarmUp, 3 * scale.Window);
        await measuring;
        foreach (var client in (LoadClient[])[.. watched, .. others]) await client.DisposeAsync();
        return latencies;
    }

    private static async Task<Streams> StreamsAsync(Gateway gateway, List<string> plants)
    {
        var streams = new Streams();
        HttpClient? browser = null;
        for (var i = 0; i < Pages; i++)
        {
            if (i % PagesOfASession == 0) streams.Add(browser = await PageTimes.BrowserAsync(gateway));
            await streams.OpenAsync(browser!, $"/live?headline=true&plants={string.Join(',', plants)}");
        }

        return streams;
    }

    /// <summary>What pages listen to.</summary>
    private sealed class Streams : IAsyncDisposable
    {
        private readonly List<HttpClient> _browsers = [];
        private readonly List<Task> _reading = [];
        private readonly CancellationTokenSource _closed = new();
        private long _bytes;

        public long Bytes => Volatile.Read(ref _bytes);

        public void Add(HttpClient browser) => _browsers.Add(browser);

        public async Task OpenAsync(HttpClient browser, string address)
        {
            var answer = await browser.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, _closed.Token);
            answer.EnsureSuccessStatusCode();
            _reading.Add(ReadAsync(await answer.Content.ReadAsStreamAsync(_closed.Token)));
        }

        /// <summary>Throws where the gateway has ended any of them.</summary>
        public void AssertOpen()
        {
            if (_reading.Find(task => task.IsCompleted) is not null)
                throw new InvalidOperationException("A page lost its stream.");
        }

        public async ValueTask DisposeAsync()
        {
            await _closed.CancelAsync();
            await Task.WhenAll(_reading);
            foreach (var browser in _browsers) browser.Dispose();
            _closed.Dispose();
        }

        private async Task ReadAsync(Stream stream)
        {
            var buffer = new byte[8192];
            try
            {
                while (await stream.ReadAsync(buffer, _closed.Token) is > 0 and var count) Interlocked.Add(ref _bytes, count);
            }
            catch (OperationCanceledException)
            {
                // The page was closed.
            }
        }
    }
}
