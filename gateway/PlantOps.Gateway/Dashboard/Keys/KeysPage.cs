using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;

namespace PlantOps.Gateway.Dashboard.Keys;

/// <summary>Which keys there are, and the switch that turns them off (WCAG 2.1.4).</summary>
internal static class KeysPage
{
    public static void MapKeysPage(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/keys", Show).RequireAuthorization(AccessPolicies.Read);

    private static HtmlPage Show(HttpContext context) =>
        new(KeysHtml.Create(
            KeysView.Of(Shell.Of(context, words => words.KeysTitle) with { Scripts = ["keys.js"], Styles = ["care.css"] })));
}

/// <summary>The keys.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Keys">Each with what it does.</param>
public sealed record KeysView(Shell Shell, IReadOnlyList<KeyRow> Keys)
{
    internal static KeysView Of(Shell shell)
    {
        var words = shell.Words;
        return new KeysView(shell,
        [
            new KeyRow("/", words.KeySearch),
            new KeyRow("g p", words.Plants),
            new KeyRow("g a", words.Alerts),
            new KeyRow("g d", words.Devices),
            new KeyRow("g s", words.Settings),
            new KeyRow("j", words.KeyNext),
            new KeyRow("k", words.KeyPrevious),
            new KeyRow("w", words.Watered),
            new KeyRow("a", words.IDoIt),
            new KeyRow("?", words.KeysTitle),
        ]);
    }
}

/// <summary>A key.</summary>
/// <param name="Key">What is pressed.</param>
/// <param name="Does">What it does.</param>
public sealed record KeyRow(string Key, string Does);
