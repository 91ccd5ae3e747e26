using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Logins;

namespace PlantOps.Gateway.Dashboard.Settings.Logins;

/// <summary>Logins for the broker of programs that are no devices; for owners.</summary>
internal static class LoginsPage
{
    public const string Path = "/settings/logins";

    public static void MapLoginsPage(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Path).RequireAuthorization(AccessPolicies.Own);
        group.MapGet("/", Show);
        group.MapPost("/", Create);
        group.MapPost("/{id}/devices", Give);
        group.MapPost("/{id}/remove", Remove);
    }

    public static string? State(HttpContext context, IWords words) =>
        words.LoginCount(context.RequestServices.GetRequiredService<MqttLogins>().All.Count);

    private static HtmlPage Show(HttpContext context, MqttLogins logins, DeviceRegistry devices) =>
        Page(context, logins, devices, new NewMqttLogin { Kind = MqttLogin.Bridge }, []);

    private static async Task<IResult> Create(HttpContext context, MqttLogins logins, DeviceRegistry devices)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var kind = form["kind"].ToString();
        var request = new NewMqttLogin
        {
            Name = form["name"], Kind = kind, Devices = kind == MqttLogin.Reader ? [] : LoginsView.ChosenIn(form, devices.Active),
        };
        var errors = MqttLoginsApi.Check(request.Name, request.Kind, request.Devices, devices);
        if (errors.Count > 0) return Page(context, logins, devices, request, [.. errors.Keys]);
        return logins.Make(request.Name!.Trim(), kind, request.Devices ?? [], context.Principal()) is { } made
            ? Page(context, logins, devices, new NewMqttLogin { Kind = MqttLogin.Bridge }, [], (made.Login.Id, made.Password))
            : Page(context, logins, devices, request, [LoginsView.TooMany]);
    }

    private static async Task<IResult> Give(string id, HttpContext context, MqttLogins logins, DeviceRegistry devices)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (logins.Find(id) is { IsReader: false } login)
        {
            // Those that the page does not show stay.
            var shown = LoginsView.Shown(devices.Active).Select(device => device.Id).ToHashSet();
            var chosen = LoginsView.ChosenIn(form, devices.Active).Concat(login.Devices.Where(one => !shown.Contains(one)));
            logins.Change(id, null, [.. chosen.Take(MqttLogin.MaxDevices)], context.Principal());
        }

        return Navigation.To(context, Path);
    }

    // One that is gone already is what was wanted.
    private static IResult Remove(string id, HttpContext context, MqttLogins logins)
    {
        logins.Remove(id, context.Principal());
        return Navigation.To(context, Path);
    }

    private static HtmlPage Page(
        HttpContext context, MqttLogins logins, DeviceRegistry devices, NewMqttLogin form, List<string> wrong,
        (string User, string Password)? made = null)
    {
        var shell = Shell.Of(context, words => words.Logins, Place.Settings) with { Scripts = ["app.js"] };
        var view = LoginsView.Of(shell, logins.All, devices.Active, form, wrong, made);
        var status = wrong.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return new HtmlPage(LoginsHtml.Create(view), status);
    }
}
