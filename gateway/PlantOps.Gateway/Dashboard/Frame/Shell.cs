using System.Security.Claims;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Alerts;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Dashboard.Frame;

/// <summary>What is around each page.</summary>
/// <param name="Words">The language.</param>
/// <param name="Title">Of the page, in the tab.</param>
/// <param name="Here">Which place of the bar it is in.</param>
/// <param name="Who">Who is signed in; without anybody there is no bar.</param>
/// <param name="Scripts">Files of this page, beside those that each has.</param>
/// <param name="Styles">The same.</param>
public sealed record Shell(
    IWords Words,
    string Title,
    Place Here = Place.None,
    Visitor? Who = null,
    IReadOnlyList<string>? Scripts = null,
    IReadOnlyList<string>? Styles = null)
{
    /// <summary>How many alerts go on.</summary>
    public int OpenAlerts { get; init; }

    /// <summary>Of 12 or 24 hours, for scripts; <c>null</c> as the browser says.</summary>
    public int? Clock { get; init; }

    /// <summary>What this browser shall look like; <c>null</c> like its system.</summary>
    public string? Theme { get; init; }

    /// <summary>
    /// The same for style sheets and scripts, as classes of the page; <c>null</c> where nobody has chosen anything.
    /// </summary>
    public string? Marks => (Clock, Theme) switch
    {
        (null, null) => null,
        (null, _) => $"theme-{Theme}",
        (_, null) => $"clock-{Clock}",
        _ => $"clock-{Clock} theme-{Theme}",
    };

    /// <summary>Whether all of it is made up.</summary>
    public bool IsDemo { get; init; }

    /// <summary>What makes a page live.</summary>
    internal static readonly string[] LiveScripts = ["htmx.min.js", "hx-sse.min.js", "app.js", "keys.js"];

    /// <summary>The frame of a page for whoever asks for it.</summary>
    internal static Shell Of(HttpContext context, Func<IWords, string> title, Place here = Place.None)
    {
        var speech = Languages.SpeechOf(context.Request);
        var who = Visitor.Of(context.User);
        return new Shell(speech.Words, title(speech.Words), here, who)
        {
            OpenAlerts = who is null ? 0 : context.RequestServices.GetRequiredService<OpenAlertCount>().Value,
            Clock = speech.Clock,
            Theme = ThemeCookie.Read(context.Request),
            IsDemo = context.RequestServices.GetService<DemoMark>() is not null,
        };
    }
}

/// <summary>Places of the bar.</summary>
public enum Place
{
    None,
    Plants,
    Alerts,
    Devices,
    Settings,
}

/// <summary>Who looks at a page.</summary>
/// <param name="Name">As they are called in the journal.</param>
/// <param name="Role">A name of a role.</param>
public sealed record Visitor(string Name, string Role)
{
    /// <summary>Whether they may note what was done, and answer alerts.</summary>
    public bool MayCare => Role is TokenRoles.Owner or TokenRoles.Waters;

    /// <summary>Whether they may let devices in, and say what they are and do.</summary>
    public bool MayManage => Role is TokenRoles.Owner or TokenRoles.DeviceManager;

    public bool IsOwner => Role == TokenRoles.Owner;

    internal static Visitor? Of(ClaimsPrincipal user) => user.Identity is { IsAuthenticated: true, Name: { } name }
        ? new Visitor(name, user.FindFirstValue(ClaimTypes.Role) ?? TokenRoles.Viewer)
        : null;
}
