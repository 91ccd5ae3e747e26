using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>Adding and giving up a plant, its pictures and its journal.</summary>
[Collection(DashboardSuite.Name)]
public sealed class PlantEditTests(DashboardFixture fixture)
{
    private string Fern => $"/plants/{fixture.Garden.Fern.PlantId}";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Plant_ThatIsAdded_IsOfTheSpeciesThatWasFoundAndCanBeRemoved(bool scripts)
    {
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await screen.OpenAsync("/plants");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Add a plant" }).ClickAsync();
        await screen.Page.GetByLabel("Name").FillAsync("Moni");
        var species = screen.Page.Locator("#f-species");
        if (scripts)
        {
            await species.PressSequentiallyAsync("fensterblat");
            await screen.Page.GetByRole(AriaRole.Option, new() { Name = "German: Fensterblatt" }).First.WaitForAsync();
            await screen.PictureAsync("plant-new-found");
            await species.PressAsync("ArrowDown");
            await species.PressAsync("Enter");
            Assert.Equal("Monstera deliciosa", await species.InputValueAsync());
        }
        else
        {
            await species.FillAsync("Fensterblatt");
        }

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await screen.SeeAsync("Moni");
        await screen.Page.GetByText("Monstera deliciosa").First.WaitForAsync();
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await screen.Page.GetByText("Remove it with its data").ClickAsync();
        await screen.Page.GetByLabel("Type its name: Moni").FillAsync("Moni");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Remove for ever" }).ClickAsync();

        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Add a plant" }).WaitForAsync();
        Assert.Equal(0, await screen.Page.GetByText("Moni").CountAsync());
        screen.AssertSilent();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Journal_OfAPlant_TakesWhatIsNotedAndGivesItBack(bool scripts)
    {
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await screen.OpenAsync(Fern);
        await screen.Page.GetByText("Note something").ClickAsync();
        await screen.Page.GetByLabel("What was done").SelectOptionAsync("Fertilised");
        await screen.Page.GetByLabel("More about it").FillAsync("half the dose");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Note it" }).ClickAsync();

        var entry = screen.Page.Locator(".journal li", new() { HasText = "half the dose" });
        await entry.GetByText("Fed", new() { Exact = true }).WaitForAsync();
        await entry.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();

        await entry.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        screen.AssertSilent();
    }

    [Fact]
    public async Task Picture_ThatIsLarge_IsMadeSmallerAndStandsOnTheCard()
    {
        await using var screen = await fixture.ScreenAsync();
        await screen.OpenAsync(Fern);
        await screen.Page.Locator("#f-photo").SetInputFilesAsync(await LargeAsync(screen));

        var picture = screen.Page.Locator(".photos img");
        await picture.WaitForAsync();
        var width = await picture.EvaluateAsync<int>("async img => { await img.decode(); return img.naturalWidth; }");
        Assert.Equal(320, width);
        await screen.PictureAsync("plant-picture");
        await screen.OpenAsync("/plants");
        await screen.Page.Locator($"#plant-{fixture.Garden.Fern.PlantId} img.face").WaitForAsync();
        await screen.OpenAsync(Fern);
        await screen.Page.Locator(".photos").GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await screen.Page.GetByText("There is no picture yet.").WaitForAsync();
        screen.AssertSilent();
    }

    [Fact]
    public async Task Picture_ThatIsLargeWithoutScripts_IsRefusedInWords()
    {
        FilePayload large;
        await using (var drawing = await fixture.ScreenAsync())
        {
            await drawing.OpenAsync("/keys");
            large = await LargeAsync(drawing);
        }

        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: false));
        screen.IsExpected = line => line.Contains("422", StringComparison.Ordinal);
        await screen.OpenAsync(Fern);
        await screen.Page.Locator("#f-photo").SetInputFilesAsync(large);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();

        await screen.Page.GetByText("This picture is too large: at most 512 KB.").WaitForAsync();
    }

    // As a phone takes it: some megabytes.
    private static async Task<FilePayload> LargeAsync(Screen screen)
    {
        var data = await screen.Page.EvaluateAsync<string>("""
            () => {
              const canvas = document.createElement('canvas'), context = canvas.getContext('2d');
              canvas.width = 2000; canvas.height = 1500;
              const picture = context.createImageData(2000, 1500);
              for (let i = 0; i < picture.data.length; i++) picture.data[i] = (i * 7919) % 251;
              context.putImageData(picture, 0, 0);
              return canvas.toDataURL('image/jpeg', 1).split(',')[1];
            }
            """);
        return new FilePayload { Name = "fern.jpg", MimeType = "image/jpeg", Buffer = Convert.FromBase64String(data) };
    }
}
