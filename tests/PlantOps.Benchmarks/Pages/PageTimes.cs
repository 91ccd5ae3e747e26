using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlantOps.Benchmarks.Archive;
using PlantOps.Benchmarks.Measurements;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Pages;

/// <summary>How long the gateway takes for pages of few and of many plants, and for one with a year of history.</summary>
internal sealed partial class PageTimes(Scale scale, Fleet fleet)
{
    /// <summary>Each watches four plants where there are a thousand.</summary>
    public const int Devices = 250;

    private const int FillDays = 7;
    private const int WarmUp = 10;

    public async Task<IReadOnlyList<Row>> RunAsync()
    {
        using var directory = await fleet.CopyDirectoryAsync();
        await using var gateway = await fleet.StartGatewayAsync(directory);
        var year = new ArchiveFill(gateway.Tls, scale.ArchiveDays);
        Console.WriteLine($"Filling {scale.ArchiveDays} days of one device and {FillDays} of {Devices}");
        await year.RunAsync(gateway.Clients(1));
        await new ArchiveFill(gateway.Tls, FillDays).RunAsync([.. gateway.Clients(Devices).Skip(1)]);
        await gateway.CommandAsync("store", "rebuild-rollups");
        using var api = await gateway.ApiAsync();
        using var browser = await BrowserAsync(gateway);
        var plants = await AddAsync(gateway, api, 0, 50, year.Start);
        var few = await MeasureAsync(gateway, browser, "/plants", "/plants");
        var one = $"/plants/{plants[0]}";
        var ofAYear = await MeasureAsync(gateway, browser, $"{one}?days=365", one);
        var refresh = $"/api/v1/plants/{plants[0]}/care/refresh";
        var plan = await MeasureAsync(gateway, api, refresh, refresh, HttpMethod.Post);
        await AddAsync(gateway, api, 50, 950, year.Start);
        var many = await MeasureAsync(gateway, browser, "/plants", "/plants");
        return
        [
            RowOf("`/plants` with 50 plants", few, 5),
            RowOf("`/plants` with 1,000 plants, the 50 worst of them", many, 20),
            RowOf($"`/plants/ID?days=365`, {scale.ArchiveDays} days at a reading a minute", ofAYear, 20),
            RowOf($"`…/care/refresh`, a plan made anew, {scale.ArchiveDays} days at a reading a minute", plan, 50),
        ];
    }

    private static Row RowOf(string page, Samples times, double goal) =>
        new(page) { Gateway = times.TextWithSpread("0.0"), Reach = Reach.AtMost(goal, times.Median, " ms") };

    private async Task<Samples> MeasureAsync(
        Gateway gateway, HttpClient browser, string address, string path, HttpMethod? method = null)
    {
        var asked = WarmUp + (scale.Queries * scale.Rounds);
        var before = TimesOf(gateway, path).Count;
        for (var i = 0; i < asked; i++)
        {
            using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
            using var answer = await browser.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }

        // Its last line may still be on its way to here.
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        List<double> all;
        while ((all = TimesOf(gateway, path)).Count < before + asked) await beat.WaitForNextTickAsync();
        var times = new Samples();
        foreach (var time in all.Skip(before + WarmUp)) times.Add(time);
        Console.WriteLine($"{address}: {times.TextWithSpread("0.0", " ms")}");
        return times;
    }

    private static List<double> TimesOf(Gateway gateway, string path) =>
    [
        .. AnsweredPattern().Matches(gateway.Log).Where(line => line.Groups[1].Value == path)
            .Select(line => double.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture)),
    ];

    /// <summary>Adds plants, each watched by a device in turn.</summary>
    public static async Task<List<string>> AddAsync(Gateway gateway, HttpClient api, int first, int count, long since)
    {
        var (ids, devices) = (new List<string>(), gateway.Clients(Devices));
        for (var i = first; i < first + count; i++)
        {
            var plant = await SendAsync(api, HttpMethod.Post, "/api/v1/plants",
                new { name = $"Plant {i}", place = $"Room {i % 20}", species = "monstera-deliciosa" });
            var id = plant.GetProperty("id").GetString()!;
            await SendAsync(api, HttpMethod.Put, $"/api/v1/plants/{id}/device",
                new { device_id = devices[i % Devices].Id, share = true, since });
            ids.Add(id);
        }

        return ids;
    }

    // So many at once from one client are too many: it waits as long as it is told to.
    private static async Task<JsonElement> SendAsync(HttpClient api, HttpMethod method, string path, object body)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
            using var answer = await api.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
                return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Signed in as the machine's owner is, in a session of its own.</summary>
    public static async Task<HttpClient> BrowserAsync(Gateway gateway)
    {
        var link = new Uri((await gateway.CommandAsync("open")).GetProperty("url").GetString()!);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var opening = new HttpClient(handler, disposeHandler: false);
        using var answer = await opening.GetAsync(link);
        var browser = new HttpClient(handler) { BaseAddress = new Uri(link.GetLeftPart(UriPartial.Authority)) };
        browser.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        browser.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return browser;
    }

    [GeneratedRegex("(?:GET|POST) (\\S+) answered 200 in ([0-9.]+) ms")]
    private static partial Regex AnsweredPattern();
}
