namespace PlantOps.Device.Core.Portal.Pages;

/// <summary>Shown when everything is stored.</summary>
internal static class DonePage
{
    public static void Write(HtmlWriter html, SetupView view)
    {
        Frame.Begin(html, view, string.Empty, "Your plant sensor is set up");
        html.Markup("<p class=good role=status>It is in the Wi-Fi ");
        html.Text(view.Form.Ssid);
        html.Markup(" and knows its gateway, ");
        html.Text(view.Form.Gateway);
        html.Markup(
            ".</p><p>This access point closes now. Your phone goes back to its own Wi-Fi, and "
                + "the first reading is at the gateway in about a minute.</p>");
        Frame.End(html);
    }
}
