using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Dashboard.Settings.Phone;

/// <summary>How whoever is signed in reads, what this browser looks like, and its session.</summary>
internal static class PhonePage
{
    public const string Path = "/settings/phone";

    public static void MapPhonePage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).RequireAuthorization(AccessPolicies.Read);
        pages.MapPost(Path, Save).RequireAuthorization(AccessPolicies.Read);
    }

    public static string? State(HttpContext context, IWords words) =>
        $"{words.LanguageName}, {Languages.SpeechOf(context.Request).Scale.Unit}";

    private static HtmlPage Show(HttpContext context, Readers readers) =>
        Page(context, PhoneForm.Of(readers.Of(context.User), ThemeCookie.Read(context.Request)), []);

    private static async Task<IResult> Save(HttpContext context, PeopleChanges changes, Readers readers)
    {
        var form = PhoneForm.Of(await context.Request.ReadFormAsync(context.RequestAborted));
        var who = context.Principal();
        if (who.Kind != PrincipalKind.Person)
        {
            var words = Languages.Of(context.Request);
            return TypedResults.Problem(words.OnlyForPeople, statusCode: StatusCodes.Status403Forbidden);
        }

        if (form.Wrong() is { Count: > 0 } wrong) return Page(context, form, wrong);
        var settings = new PersonRequest { Language = form.Language, TemperatureUnit = form.Unit, Clock = form.Clock };
        if (!changes.TrySetPreferences(settings, who)) return Page(context, form, [PhoneForm.LanguageField]);
        ThemeCookie.Write(context.Response, form.Theme == PhoneForm.LikeSystem ? null : form.Theme);
        readers.Forget();
        return Navigation.To(context, Path + "?saved=1");
    }

    private static HtmlPage Page(HttpContext context, PhoneForm form, List<string> wrong)
    {
        var shell = Shell.Of(context, words => words.ThisPhone, Place.Settings);
        var browser = BrowserName.Of(context.Request.Headers.UserAgent.ToString());
        var isSaved = context.Request.Query.ContainsKey("saved");
        var view = PhoneView.Of(shell, form, wrong, browser, isSaved);
        return new HtmlPage(
            PhoneHtml.Create(view), wrong.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}

/// <summary>What somebody has chosen.</summary>
internal sealed record PhoneForm(string Language, string Unit, string Clock, string Theme)
{
    public const string LanguageField = "language";
    public const string UnitField = "temperature_unit";
    public const string ClockField = "clock";
    public const string ThemeField = "theme";
    public const string LikeSystem = "system";

    public static readonly string[] Themes = [LikeSystem, ThemeCookie.Light, ThemeCookie.Dark];

    public static PhoneForm Of(Reader reader, string? theme) => new(
        reader.Language ?? PersonRules.AsTheBrowserSays,
        PersonRules.TemperatureUnits[reader.IsFahrenheit ? 1 : 0],
        reader.Clock is { } hours ? $"{hours}h" : PersonRules.AsTheBrowserSays,
        theme ?? LikeSystem);

    public static PhoneForm Of(IFormCollection form) => new(
        form[LanguageField].ToString(), form[UnitField].ToString(), form[ClockField].ToString(), form[ThemeField].ToString());

    /// <summary>Fields that have something that was not offered.</summary>
    public List<string> Wrong()
    {
        var wrong = new List<string>();
        if (Language != PersonRules.AsTheBrowserSays && !PersonRules.Languages.Contains(Language)) wrong.Add(LanguageField);
        if (!PersonRules.TemperatureUnits.Contains(Unit)) wrong.Add(UnitField);
        if (Clock != PersonRules.AsTheBrowserSays && !PersonRules.Clocks.Contains(Clock)) wrong.Add(ClockField);
        if (!Themes.Contains(Theme)) wrong.Add(ThemeField);
        return wrong;
    }
}
