using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Dashboard.Settings.Phone;

/// <summary>How somebody reads, and what this browser is.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Problems">What is wrong with what was sent.</param>
/// <param name="Own">What holds wherever they are signed in.</param>
/// <param name="Here">What holds in this browser.</param>
/// <param name="Browser">What it is.</param>
/// <param name="IsSaved">It has just been saved.</param>
public sealed record PhoneView(
    Shell Shell, FormProblems Problems, IReadOnlyList<FormField> Own, IReadOnlyList<FormField> Here, string Browser, bool IsSaved)
{
    internal static PhoneView Of(Shell shell, PhoneForm form, IReadOnlyList<string> wrong, string browser, bool isSaved)
    {
        var words = shell.Words;
        var asTheBrowserSays = new FormChoice(PersonRules.AsTheBrowserSays, words.AsTheBrowserSays);
        FormField[] own =
        [
            Field(
                PhoneForm.LanguageField, words.LanguageOfPages, form.Language,
                [asTheBrowserSays, .. Languages.All.Select(one => new FormChoice(one.Language, one.LanguageName))]),
            Field(
                PhoneForm.UnitField, words.Temperatures, form.Unit,
                [
                    new FormChoice(PersonRules.TemperatureUnits[0], TemperatureScale.Celsius.Unit),
                    new FormChoice(PersonRules.TemperatureUnits[1], TemperatureScale.Fahrenheit.Unit),
                ]),
            Field(
                PhoneForm.ClockField, words.Times, form.Clock,
                [
                    asTheBrowserSays,
                    new FormChoice(PersonRules.Clocks[0], words.Of24Hours),
                    new FormChoice(PersonRules.Clocks[1], words.Of12Hours),
                ]),
        ];
        FormField[] here =
        [
            Field(
                PhoneForm.ThemeField, words.HowItLooks, form.Theme,
                [
                    new FormChoice(PhoneForm.LikeSystem, words.AsTheSystem),
                    new FormChoice(ThemeCookie.Light, words.LightTheme),
                    new FormChoice(ThemeCookie.Dark, words.DarkTheme),
                ]) with { Help = words.OnThisBrowserOnly },
        ];
        return new PhoneView(shell, FormField.ProblemsOf(words, [.. own, .. here]), own, here, browser, isSaved);

        FormField Field(string name, string label, string value, FormChoice[] choices) =>
            new(name, label, value, wrong.Contains(name) ? words.NotOffered : null) { Type = "select", Choices = choices };
    }
}
