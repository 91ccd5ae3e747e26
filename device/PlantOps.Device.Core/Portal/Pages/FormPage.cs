namespace PlantOps.Device.Core.Portal.Pages;

/// <summary>
/// Asks for Wi-Fi, gateway and code. What was typed is there again after something went wrong, but for the password:
/// the page goes over an access point that everyone can listen to. The device remembers it instead.
/// </summary>
internal static class FormPage
{
    // Typing a Wi-Fi password unseen on a phone seldom works at once. The box is only there where it does something.
    private const string ShowPassword =
        "<script>(function(p){var l=document.createElement('label'),c=document.createElement('input');l.className='net';c.type='checkbox';" +
        "c.onchange=function(){p.type=c.checked?'text':'password'};l.append(c,'Show password');p.after(l)})(document.getElementById('password'))</script>";

    private const string NoHelp = " autocapitalize=none autocorrect=off autocomplete=off spellcheck=false";

    public static void Write(HtmlWriter html, SetupView view)
    {
        Frame.Begin(
            html, view, view.IsScanning ? "<meta http-equiv=refresh content=2>" : string.Empty, "Set up your plant sensor");
        Problem(html, view.Outcome);
        html.Markup("<form method=post action=/setup><fieldset><legend>Wi-Fi</legend>");
        Networks(html, view);
        Input(html, view.Outcome, "other", "Name of another network");
        html.Markup(" maxlength=32");
        html.Markup(NoHelp);
        Value(html, IsListed(view) ? string.Empty : view.Form.Ssid);
        Input(html, view.Outcome, "password", "Wi-Fi password");
        html.Markup(" type=password maxlength=63 autocomplete=off aria-describedby=hint>");
        html.Markup(ShowPassword);
        html.Markup(view.Form.Password.Length > 0
            ? "<small id=hint>Leave it empty if it is as before.</small>"
            : "<small id=hint>Leave it empty for an open network.</small>");
        html.Markup("</fieldset><fieldset><legend>Gateway</legend>");
        Input(html, view.Outcome, "gateway", "Gateway address, like 192.168.1.20");
        html.Markup(" maxlength=100 inputmode=url required");
        html.Markup(NoHelp);
        Value(html, view.Form.Gateway);
        Input(html, view.Outcome, "code", "Enrolment code");
        html.Markup(
            view.IsEnrolled ? " maxlength=40 autocapitalize=characters" : " maxlength=40 autocapitalize=characters required");
        html.Markup(" autocorrect=off autocomplete=off spellcheck=false aria-describedby=about");
        Value(html, view.Form.Code);
        html.Markup(view.IsEnrolled
            ? "<small id=about>Leave it empty to change only the Wi-Fi.</small>"
            : "<small id=about>The gateway shows it when you add a device.</small>");
        html.Markup("</fieldset><button>Connect</button></form>");
        Frame.End(html);
    }

    private static void Problem(HtmlWriter html, SetupOutcome outcome)
    {
        if (outcome == SetupOutcome.None)
        {
            return;
        }

        html.Markup("<p class=bad role=alert id=problem><b>");
        html.Markup(SetupWords.Title(outcome));
        html.Markup("</b> ");
        html.Markup(SetupWords.Advice(outcome));
        html.Markup("</p>");
    }

    private static void Networks(HtmlWriter html, SetupView view)
    {
        foreach (WifiNetwork network in view.Networks)
        {
            html.Markup("<label class=net><input type=radio name=ssid required value=\"");
            html.Text(network.Ssid);
            html.Markup(network.Ssid == view.Form.Ssid ? "\" checked><span>" : "\"><span>");
            html.Text(network.Ssid);
            html.Markup("</span><small>");
            html.Markup(network.Signal);
            html.Markup("</small></label>");
        }

        if (view.Networks.Length > 0)
        {
            bool isOther = view.Form.Ssid.Length > 0 && !IsListed(view);
            html.Markup("<label class=net><input type=radio name=ssid required value=\"\"");
            html.Markup(isOther ? " checked><span>" : "><span>");
            html.Markup("Another or hidden network</span></label>");
        }

        html.Markup(
            view.IsScanning
                ? "<p role=status>Looking for networks &hellip;</p>"
                : "<p><a href=/scan>Look for networks again</a></p>");
    }

    private static bool IsListed(SetupView view)
    {
        foreach (WifiNetwork network in view.Networks)
        {
            if (network.Ssid == view.Form.Ssid)
            {
                return true;
            }
        }

        return false;
    }

    private static void Input(HtmlWriter html, SetupOutcome outcome, string name, string label)
    {
        html.Markup("<label for=");
        html.Markup(name);
        html.Markup(">");
        html.Markup(label);
        html.Markup("</label><input id=");
        html.Markup(name);
        html.Markup(" name=");
        html.Markup(name);
        if (outcome != SetupOutcome.None && SetupWords.Field(outcome) == name)
        {
            html.Markup(" aria-invalid=true aria-errormessage=problem");
        }
    }

    private static void Value(HtmlWriter html, string value)
    {
        html.Markup(" value=\"");
        html.Text(value);
        html.Markup("\">");
    }
}
