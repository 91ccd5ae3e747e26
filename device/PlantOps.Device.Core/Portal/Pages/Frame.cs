namespace PlantOps.Device.Core.Portal.Pages;

/// <summary>What every page begins and ends with. Nothing is fetched from elsewhere: there is no elsewhere.</summary>
internal static class Frame
{
    private const string Style =
        "<style>body{margin:0;background:#f4f7f2;color:#1c2a1e;font:17px/1.5 system-ui,sans-serif;color-scheme:light}" +
        "main{max-width:30em;margin:auto;padding:1em}h1{font-size:1.5em;margin:.3em 0}" +
        "fieldset{border:0;margin:0 0 1em;padding:1em;background:#fff;border-radius:12px}" +
        "legend{float:left;width:100%;font-weight:700;margin-bottom:.4em}legend+*{clear:both}" +
        "label{display:block;margin-top:.6em}.net{display:flex;align-items:center;gap:.6em;min-height:44px;margin:0;border-bottom:1px solid #e3e9e0;overflow-wrap:anywhere}" +
        ".net small{margin-left:auto}small{color:#4a5a4c}" +
        "input:not([type=radio]):not([type=checkbox]){box-sizing:border-box;width:100%;padding:.6em;font:inherit;border:1px solid #7a8a7c;border-radius:8px;background:#fff;color:inherit}" +
        "input[type=radio],input[type=checkbox]{width:22px;height:22px;flex:none}" +
        "[aria-invalid]{border:2px solid #a3261b!important}button{width:100%;padding:.8em;font:inherit;font-weight:700;color:#fff;background:#1f6b33;border:0;border-radius:12px}" +
        ".bad,.good{padding:.8em 1em;border-radius:12px;background:#fdecea;border-left:6px solid #a3261b;margin:0 0 1em}.good{background:#e6f4e9;border-color:#1f6b33}a{color:#1f6b33}</style>";

    /// <summary>Begins a page.</summary>
    /// <param name="head">More for its head, as markup.</param>
    public static void Begin(HtmlWriter html, SetupView view, string head, string title)
    {
        // The empty icon saves the request for one.
        html.Markup("<!DOCTYPE html><html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\"><link rel=icon href=\"data:,\"><title>");
        html.Markup(title);
        html.Markup("</title>");
        html.Markup(head);
        html.Markup(Style);
        html.Markup("</head><body><main><h1>");
        html.Markup(title);
        html.Markup("</h1><p><small>");
        html.Text(view.Name);
        html.Markup("</small></p>");
    }

    public static void End(HtmlWriter html) => html.Markup("</main></body></html>");
}
