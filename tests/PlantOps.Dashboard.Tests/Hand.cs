using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>Who has a keyboard and no mouse. With each key it is looked at where the focus is, and whether it is seen.</summary>
internal sealed class Hand(IPage page)
{
    // WCAG 2.4.7 and 2.4.11: what has the focus says so, and nothing else lies over it.
    private const string Problem = """
        () => {
          const at = document.activeElement, name = at.outerHTML.slice(0, 160);
          if (at === document.body) return 'Nothing has the focus.';
          const style = getComputedStyle(at), box = at.getClientRects()[0];
          if (!at.matches(':focus-visible')) return `${name} has the focus and does not show it.`;
          if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return `${name} has no outline.`;
          const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          if (!over) return `${name} is outside of the window.`;
          return at.contains(over) || over.contains(at) ? '' : `${name} lies below ${over.outerHTML.slice(0, 160)}.`;
        }
        """;

    private const int MostKeys = 80;

    /// <summary>Presses a key, of which the focus is to be seen afterwards.</summary>
    public async Task PressAsync(string key)
    {
        await page.Keyboard.PressAsync(key);
        await AssertSeenAsync(key);
    }

    /// <summary>Presses what leads to another page.</summary>
    public async Task LeaveAsync(string address)
    {
        await page.Keyboard.PressAsync("Enter");
        await Screen.AtAsync(page, address);
    }

    /// <summary>Goes on with Tab until that has the focus.</summary>
    public async Task ToAsync(ILocator target)
    {
        await target.WaitForAsync();
        for (var i = 0; i < MostKeys; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            await AssertSeenAsync("Tab");
            if (await IsAtAsync(target)) return;
        }

        Assert.Fail($"{target} cannot be reached with Tab.");
    }

    public async Task AssertAtAsync(ILocator target)
    {
        await AssertSeenAsync("what happened");
        var there = await page.EvaluateAsync<string>("document.activeElement.outerHTML");
        Assert.True(await IsAtAsync(target), $"Not {target} has the focus, but {there}");
    }

    private async Task AssertSeenAsync(string after)
    {
        var problem = await page.EvaluateAsync<string>(Problem);
        Assert.True(problem.Length == 0, $"After {after} on {page.Url}: {problem}");
    }

    private static Task<bool> IsAtAsync(ILocator target) =>
        target.EvaluateAsync<bool>("element => element === document.activeElement");
}
