using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>Without a connection: what was seen last, as old as it is, and taps that are sent later.</summary>
[Collection(DashboardSuite.Name)]
public sealed class OfflineTests(DashboardFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private string Home => $"http://localhost:{fixture.Gateway.HttpPort}";

    [Fact]
    public async Task Plants_WithoutAConnection_AreThoseSeenLastAndTurnUnknown()
    {
        await using var screen = await KeptAsync();

        await screen.Context.SetOfflineAsync(true);
        await screen.Page.ReloadAsync();

        await screen.SeeAsync("1 plant needs you");
        await screen.Page.Locator("#link[data-state=off]").WaitForAsync();
        Assert.Contains("no connection since", await screen.Page.Locator("#link").InnerTextAsync(), StringComparison.Ordinal);
        await screen.PictureAsync("plants-kept");
        await screen.Page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow.AddHours(6) });
        await screen.Page.ReloadAsync();
        await screen.SeeAsync("Nobody knows how your plants are");
    }

    [Fact]
    public async Task Watered_WithoutAConnection_IsInTheJournalOnceWithItsTime()
    {
        await using var screen = await KeptAsync();
        await screen.Context.SetOfflineAsync(true);
        await screen.Page.ReloadAsync();
        var fern = screen.Page.Locator($"#plant-{fixture.Garden.Fern.PlantId}");
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

        await fern.GetByRole(AriaRole.Button, new() { Name = "Watered" }).ClickAsync();

        await fern.GetByText("It will be sent when there is a connection").WaitForAsync();
        var after = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await screen.Page.ReloadAsync();
        await fern.GetByText("It will be sent when there is a connection").WaitForAsync();
        Assert.Empty(await WateringsAsync());

        await screen.Context.SetOfflineAsync(false);
        await fern.GetByText("waiting for the soil to show it").WaitForAsync();
        Assert.InRange(Assert.Single(await WateringsAsync()), before, after);
        await fixture.Garden.ForgetAsync(fixture.Garden.Fern);

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await screen.AtAsync("/sign-in*");
        Assert.False(await screen.Page.EvaluateAsync<bool>("caches.has('pages')"));
    }

    [Fact]
    public async Task Kept_AfterPagesWithSecrets_HasNoneOfThem()
    {
        await using var screen = await KeptAsync();
        var secrets = await screen.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const send = async (path, fields, secret) => {
                const answer = await fetch(path, { method: 'POST', body: new URLSearchParams(fields) });
                return secret.exec(await answer.text())?.[0] ?? '';
              };
              return [
                await send('/settings/tokens', { name: 'Kept', role: 'viewer' }, /po_[\w-]{20,}/),
                await send('/settings/wall', { name: 'Kept' }, /\/wall\/[\w-]{20,}/),
              ];
            }
            """);
        Assert.All(secrets, secret => Assert.True(secret.Length > 20, secret));

        // On those pages a worker has nothing to do; the next page is kept again.
        foreach (var path in (string[])["/settings/tokens", "/settings/wall", "/settings/passkeys", "/plants"])
            await screen.OpenAsync(Home + path);
        var kept = await screen.Page.EvaluateAsync<string>(
            """
            async () => {
              const all = [];
              for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) all.push(request.url, await (await cache.match(request, { ignoreVary: true })).text());
              }
              return all.join('\n');
            }
            """);

        Assert.Contains("Fern on the sill", kept, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, kept, StringComparison.Ordinal));
        Assert.DoesNotContain("/settings",
            string.Join('\n', kept.Split('\n').Where(line => line.StartsWith("http", StringComparison.Ordinal))),
            StringComparison.Ordinal);
        var cookie = (await screen.Context.CookiesAsync()).Single(cookie => cookie.Name == "__Host-plantops").Value;
        Assert.DoesNotContain(cookie, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manifest_AndItsIcons_AreThere()
    {
        await using var screen = await KeptAsync();

        var icons = await screen.Page.EvaluateAsync<int[]>(
            """
            async () => {
              const manifest = await (await fetch('/manifest.webmanifest')).json();
              return Promise.all(manifest.icons.map(async icon => {
                const picture = await createImageBitmap(await (await fetch(icon.src)).blob());
                return picture.width;
              }));
            }
            """);

        Assert.Equal([192, 512, 192, 512], icons);
    }

    // Signed in at an address that browsers trust, with the pages kept.
    private async Task<Screen> KeptAsync()
    {
        await fixture.Garden.MeasureAsync();
        var screen = await fixture.ScreenAsync(signedIn: false, new ScreenKind(Workers: true));
        screen.IsExpected = _ => true;
        await screen.OpenAsync(await fixture.LinkAsync());
        await screen.OpenAsync(Home + "/plants");

        // A page that was on its way when the worker began is the worker's only when it is loaded anew.
        await screen.Page.EvaluateAsync<bool>("navigator.serviceWorker.ready.then(() => true)").WaitAsync(Patience);
        await screen.Page.ReloadAsync();
        await screen.SeeAsync("1 plant needs you");
        await screen.Page.EvaluateAsync<bool>(
            """
            async () => {
              while (!await caches.match('/plants', { ignoreVary: true })) await new Promise(next => requestAnimationFrame(next));
              return true;
            }
            """).WaitAsync(Patience);
        return screen;
    }

    private async Task<IReadOnlyList<long>> WateringsAsync() =>
        [.. (await fixture.Garden.WateringsAsync(fixture.Garden.Fern)).Select(entry => entry.GetProperty("at").GetInt64())];
}
