using System.Text.Json;
using Microsoft.Playwright;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Dashboard.Tests.Pictures;

/// <summary>
/// Makes the pictures of the documentation from the demo: tests/pictures runs it. Not a test of the pages, but of what they look
/// like to whoever reads about them.
/// </summary>
public sealed class PictureTests
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>Whoever opens the README on a phone pays for each.</summary>
    private const int MaxBytes = 120_000;

    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "pictures");

    [Fact(Explicit = true)]
    public async Task Pictures_OfTheDemo_AreMade()
    {
        Component.Need(File.Exists(Chromium), "chromium");
        Directory.CreateDirectory(Folder);
        await using var gateway = new GatewayProcess(Repository.Program);
        await gateway.StartAsync("demo");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
        await using var studio = await Studio.OpenAsync(browser, gateway);

        await studio.TakeAsync("plants-light", "/plants", new Look());
        await studio.TakeAsync("plants-dark", "/plants", new Look(IsDark: true));
        await studio.TakeAsync("alerts", "/alerts", new Look());
        await studio.TakeAsync("plant", await studio.PathOfAsync("Peace lily") + "?days=30", new Look(IsDesk: true));
        await studio.TakeAsync("year", await studio.PathOfAsync("Monstera") + "?days=365", new Look(IsDesk: true, IsDark: true));
        await studio.TakeAsync("sign-in", "/sign-in", new Look(SignedIn: false));
        await studio.TakeAsync("trust", $"http://localhost:{gateway.HttpPort}/", new Look(SignedIn: false));
        await studio.TakeWateredAsync("watered");

        var sizes = Directory.EnumerateFiles(Folder).Select(file => (Name: Path.GetFileName(file), new FileInfo(file).Length));
        Assert.All(sizes, file => Assert.True(file.Length <= MaxBytes, $"{file.Name} has {file.Length} bytes."));
    }

    /// <summary>How a picture is taken.</summary>
    private sealed record Look(bool IsDesk = false, bool IsDark = false, bool SignedIn = true, float Scale = 2)
    {
        public ViewportSize Size => IsDesk ? new() { Width = 1280, Height = 1080 } : new() { Width = 390, Height = 780 };
    }

    /// <summary>A browser in front of the demo, and one that turns what it shows into WebP.</summary>
    private sealed class Studio(IBrowser browser, GatewayProcess gateway, string session, IPage darkroom) : IAsyncDisposable
    {
        public static async Task<Studio> OpenAsync(IBrowser browser, GatewayProcess gateway)
        {
            var finished = await gateway.CommandAsync("open", "--json");
            var link = JsonDocument.Parse(finished.Output).RootElement.GetProperty("url").GetString()!;
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
            using var answer = await client.GetAsync(new Uri(link));
            var session = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2)[1];
            return new Studio(browser, gateway, session, await browser.NewPageAsync());
        }

        public async Task<string> PathOfAsync(string plant)
        {
            await using var context = await ContextAsync(new Look());
            var page = await context.NewPageAsync();
            await page.GotoAsync("/plants");
            return (await page.Locator("a.head", new() { HasText = plant }).GetAttributeAsync("href"))!;
        }

        public async Task TakeAsync(string name, string path, Look look)
        {
            await using var context = await ContextAsync(look);
            var page = await context.NewPageAsync();
            await OpenAsync(page, path);
            var scale = look.IsDesk ? 1.25 : look.Scale;
            await File.WriteAllBytesAsync(Path.Combine(Folder, name + ".webp"), await ShootAsync(page, look, scale));
        }

        /// <summary>A tap on Watered, and on Undo.</summary>
        public async Task TakeWateredAsync(string name)
        {
            var look = new Look(Scale: 1.2f);
            await using var context = await ContextAsync(look);
            var page = await context.NewPageAsync();
            await OpenAsync(page, "/plants");
            var frames = new List<(byte[], int)> { (await ShootAsync(page, look, look.Scale), 1800) };
            var button = page.Locator(".card").First.GetByRole(AriaRole.Button, new() { Name = "Watered" });
            await button.FocusAsync();
            await button.ClickAsync();
            await page.Locator("#toast").GetByText("watered").WaitForAsync();
            frames.Add((await ShootAsync(page, look, look.Scale), 3000));
            await page.Locator("#toast").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await page.Locator("#toast").GetByText("Taken back").WaitForAsync();
            frames.Add((await ShootAsync(page, look, look.Scale), 2200));
            var (width, height) = ((int)(look.Size.Width * look.Scale), (int)(look.Size.Height * look.Scale));
            await File.WriteAllBytesAsync(Path.Combine(Folder, name + ".webp"), WebP.Animation(frames, width, height));
        }

        public async ValueTask DisposeAsync() => await darkroom.CloseAsync();

        private async Task<IBrowserContext> ContextAsync(Look look)
        {
            var context = await browser.NewContextAsync(new()
            {
                BaseURL = gateway.Https.AbsoluteUri, ViewportSize = look.Size, DeviceScaleFactor = 2, IgnoreHTTPSErrors = true,
                ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light, Locale = "en-GB",
            });
            var cookie = new Cookie { Name = "__Host-plantops", Value = session, Url = gateway.Https.AbsoluteUri, Secure = true };
            if (look.SignedIn) await context.AddCookiesAsync([cookie]);
            else await context.SetExtraHTTPHeadersAsync([new("X-Forwarded-For", "192.0.2.7")]);
            return context;
        }

        private static async Task OpenAsync(IPage page, string path)
        {
            await page.RouteAsync("**/trusted", route => route.AbortAsync());
            await page.GotoAsync(path);
            var isLive = await page.Locator("[hx-sse\\:connect]").CountAsync() > 0;
            if (isLive) await page.Locator("#link[data-state=live]").WaitForAsync();
            if (await page.Locator("#chart").CountAsync() > 0) await page.Locator("#chart canvas").First.WaitForAsync();
        }

        private async Task<byte[]> ShootAsync(IPage page, Look look, double scale)
        {
            var png = Convert.ToBase64String(await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled }));
            var encoded = await darkroom.EvaluateAsync<string>(
                """
                async ([png, width, height]) => {
                  const picture = new Image();
                  picture.src = 'data:image/png;base64,' + png;
                  await picture.decode();
                  const canvas = new OffscreenCanvas(width, height), brush = canvas.getContext('2d', { alpha: false });
                  brush.imageSmoothingQuality = 'high';
                  brush.drawImage(picture, 0, 0, width, height);
                  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: .82 });
                  const bytes = new Uint8Array(await blob.arrayBuffer());
                  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
                }
                """,
                new object[] { png, (int)(look.Size.Width * scale), (int)(look.Size.Height * scale) });
            return Convert.FromBase64String(encoded);
        }
    }
}
