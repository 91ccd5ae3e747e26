namespace PlantOps.Device.Core.Portal.Pages;

/// <summary>
/// Shown while something is checked. Joining a network can move the access point to another channel, and the phone
/// loses it for a moment. With scripts the page stays and asks until it is told; without, it loads itself again, and
/// a phone that lost it finds how things went at the same address.
/// </summary>
internal static class ProgressPage
{
    /// <summary>Where a script asks, and what it is told while nothing has changed, is the name of the state.</summary>
    private const string Joining = Follow + "'joining'" + Rest;
    private const string Enrolling = Follow + "'enrolling'" + Rest;
    private const string Follow =
        "<noscript><meta http-equiv=refresh content=3></noscript><script>setInterval(function(){fetch('/state',{cache:'no-store'}).then(function(r){return r.text()})" +
        ".then(function(t){if(t!=";

    private const string Rest = ")location.replace('/')}).catch(function(){})},1500)</script>";

    public static void Write(HtmlWriter html, SetupView view)
    {
        bool isJoining = view.State == SetupState.Joining;
        Frame.Begin(html, view, isJoining ? Joining : Enrolling, "Checking");
        html.Markup("<p class=good role=status>");
        html.Markup(isJoining ? "Joining " : "Joined ");
        html.Text(view.Form.Ssid);
        html.Markup(isJoining ? " &hellip;</p>" : ". Asking the gateway &hellip;</p>");
        html.Markup("<p>This takes up to a minute. Your phone may lose this Wi-Fi for a moment: join ");
        html.Text(view.Name);
        html.Markup(" again then, and open <a href=/>");
        html.Text(view.Address);
        html.Markup("</a>.</p><p>Nothing is stored before everything was checked.</p>");
        Frame.End(html);
    }
}
