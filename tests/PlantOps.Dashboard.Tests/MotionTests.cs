using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>For whom movement makes ill: nothing on any page moves by itself.</summary>
[Collection(DashboardSuite.Name)]
public sealed class MotionTests(DashboardFixture fixture)
{
    // A style as somebody may write it some day: that it is stopped is the rule's doing.
    private const string Restless = """
        @keyframes shake { to { translate: 9px } }
        body *, body ::before, body ::after { transition: all 3s linear; animation: shake 3s infinite; scroll-behavior: smooth }

        """;

    // Everything that moves, of elements and of what stands before and after them.
    private const string Moving = """
        () => {
          const isNothing = time => time.split(',').every(part => parseFloat(part) === 0), found = [];
          for (const element of document.querySelectorAll('*')) {
            for (const part of [null, '::before', '::after']) {
              const style = getComputedStyle(element, part);
              const isStill = style.animationName === 'none' || isNothing(style.animationDuration);
              const isMoved = !isStill || !isNothing(style.transitionDuration) || style.scrollBehavior === 'smooth';
              if (isMoved) found.push(`${element.outerHTML.slice(0, 80)}${part ?? ''}`);
            }
          }
          const running = document.getAnimations().map(one => `${one.constructor.name} ${one.animationName ?? ''}`);
          return [...found.slice(0, 5), ...running.slice(0, 5)];
        }
        """;

    [Fact]
    public async Task Pages_ForWhoWantsNoMotion_StandStill()
    {
        await fixture.Garden.MeasureAsync();
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(IsStill: true));
        var moves = new List<string>();
        await screen.Page.ExposeFunctionAsync<string>("moves", moves.Add);
        await screen.Page.AddInitScriptAsync("""
            for (const method of ['animate', 'scrollIntoView', 'scrollTo']) {
              const own = Element.prototype[method];
              Element.prototype[method] = function (...rest) {
                if (method === 'animate' || rest[0]?.behavior === 'smooth') moves(method);
                return own.apply(this, rest);
              };
            }
            """);
        await screen.Page.RouteAsync("**/app.css", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Body = Restless + await answer.TextAsync() });
        });
        string[] pages =
        [
            "/plants", $"/plants/{fixture.Garden.Fern.PlantId}", $"/plants/{fixture.Garden.Fern.PlantId}/watch", "/plants/new",
            "/alerts", "/devices", $"/devices/{fixture.Garden.Fern.DeviceId}", "/devices/new", "/settings", "/keys",
        ];
        foreach (var path in pages)
        {
            await screen.OpenAsync(path);
            Assert.True(await screen.Page.EvaluateAsync<bool>("matchMedia('(prefers-reduced-motion: reduce)').matches"));
            Assert.Empty((await screen.Page.EvaluateAsync<string[]>(Moving)).Select(found => $"{path}: {found}"));
        }

        // Also where something comes and goes.
        await screen.OpenAsync("/plants");
        var card = screen.Page.Locator($"#plant-{fixture.Garden.Fern.PlantId}");
        await card.GetByRole(AriaRole.Button, new() { Name = "Watered" }).ClickAsync();
        await screen.Page.Locator("#toast button").WaitForAsync();
        Assert.Empty(await screen.Page.EvaluateAsync<string[]>(Moving));
        await fixture.Garden.ForgetAsync(fixture.Garden.Fern);
        Assert.Empty(moves);
        screen.AssertSilent();
    }

    [Fact]
    public async Task Pages_ForWhoSaysNothing_AreTheSame()
    {
        // Without this the test above would hold of a style sheet that is never read.
        await using var screen = await fixture.ScreenAsync();
        await screen.Page.RouteAsync("**/app.css", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Body = Restless + await answer.TextAsync() });
        });
        await screen.OpenAsync("/keys");
        Assert.NotEmpty(await screen.Page.EvaluateAsync<string[]>(Moving));
    }
}
