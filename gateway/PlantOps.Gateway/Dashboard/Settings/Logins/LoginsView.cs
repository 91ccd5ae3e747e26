using PlantOps.Contracts;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Logins;

namespace PlantOps.Gateway.Dashboard.Settings.Logins;

/// <summary>Logins for the broker.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="User">User name of the new one; <c>null</c> where none was made.</param>
/// <param name="Password">Its password, shown this once.</param>
/// <param name="Rows">Those that there are, the oldest first.</param>
/// <param name="Fields">For another one.</param>
/// <param name="Devices">Which devices it publishes for.</param>
/// <param name="Problems">What is wrong with what was sent.</param>
public sealed record LoginsView(
    Shell Shell, string? User, string? Password, IReadOnlyList<LoginRow> Rows, IReadOnlyList<FormField> Fields,
    IReadOnlyList<FormField> Devices, FormProblems Problems)
{
    /// <summary>Where there are as many as there can be.</summary>
    internal const string TooMany = "many";

    private const string Prefix = "device.";

    internal static LoginsView Of(
        Shell shell, IEnumerable<MqttLogin> logins, IEnumerable<Device> devices, NewMqttLogin form, IReadOnlyList<string> wrong,
        (string User, string Password)? made)
    {
        var (words, shown) = (shell.Words, Shown(devices));
        FormField[] fields =
        [
            new("name", words.NameOfProgram, form.Name, wrong.Contains("name") ? words.NameNeeded : null)
            {
                IsRequired = true, MaxLength = Limits.MaxNameLength,
            },
            new("kind", words.MayDo, form.Kind, KindProblem())
            {
                Type = "select", Choices = [.. MqttLogin.Kinds.Select(kind => new FormChoice(kind, words.LoginMay(kind)))],
            },
        ];
        return new LoginsView(
            shell,
            made?.User,
            made?.Password,
            [
                .. logins.Select(login => new LoginRow(
                    login.Id, login.Name, words.LoginMay(login.Kind), login.CreatedAt,
                    login.IsReader ? [] : Boxes(shown, login.Devices, login.Id))),
            ],
            fields,
            Boxes(shown, form.Devices ?? [], null),
            FormField.ProblemsOf(words, fields));

        string? KindProblem() => wrong.Contains(TooMany) ? words.LoginsTooMany(MqttLogins.Max)
            : wrong.Contains("kind") || wrong.Contains("devices") ? words.NotOffered : null;
    }

    /// <summary>Devices that the page offers.</summary>
    internal static IReadOnlyList<Device> Shown(IEnumerable<Device> devices) =>
        [.. devices.OrderBy(device => device.Name, StringComparer.CurrentCultureIgnoreCase).Take(MqttLogin.MaxDevices)];

    /// <summary>Those whose box is ticked.</summary>
    internal static List<string> ChosenIn(IFormCollection form, IEnumerable<Device> devices) =>
        [.. Shown(devices).Where(device => form[Prefix + device.Id] == "true").Select(device => device.Id)];

    private static List<FormField> Boxes(IReadOnlyList<Device> devices, IReadOnlyList<string> chosen, string? scope) =>
    [
        .. devices.Select(device => new FormField(
            Prefix + device.Id, device.Name, chosen.Contains(device.Id) ? "true" : "false") { Type = "checkbox", Scope = scope }),
    ];
}

/// <summary>A login. Times are Unix milliseconds UTC.</summary>
/// <param name="Id">Its user name.</param>
/// <param name="Name">What it is called.</param>
/// <param name="May">What it may do, in words.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Devices">Which devices a bridge publishes for; none for a reader.</param>
public sealed record LoginRow(string Id, string Name, string May, long CreatedAt, IReadOnlyList<FormField> Devices);
