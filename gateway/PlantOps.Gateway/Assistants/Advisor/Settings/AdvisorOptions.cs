using System.Globalization;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Assistants.Advisor.Settings;

/// <summary>The advisor as the gateway's settings have it.</summary>
internal sealed class AdvisorOptions
{
    public AdvisorState Configured { get; set; } = new(new AdvisorSettings(), AdvisorSource.Settings);
}

/// <summary>
/// Reads and checks <see cref="AdvisorOptions"/>; by hand, to name every mistake at once. No message has the key.
/// </summary>
internal sealed class AdvisorOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<AdvisorOptions>, IValidateOptions<AdvisorOptions>
{
    private static readonly (string Field, Setting Setting)[] Fields =
    [
        (AdvisorFields.Provider, GatewaySettings.AdvisorProvider), (AdvisorFields.Model, GatewaySettings.AdvisorModel),
        (AdvisorFields.Address, GatewaySettings.AdvisorAddress), (AdvisorFields.ApiKey, GatewaySettings.AdvisorApiKey),
        (AdvisorFields.TimeoutSeconds, GatewaySettings.AdvisorTimeoutSeconds),
        (AdvisorFields.DayTokens, GatewaySettings.AdvisorDayTokens),
        (AdvisorFields.MonthTokens, GatewaySettings.AdvisorMonthTokens),
        (AdvisorFields.InputPrice, GatewaySettings.AdvisorInputPrice),
        (AdvisorFields.OutputPrice, GatewaySettings.AdvisorOutputPrice),
        (AdvisorFields.MonthCost, GatewaySettings.AdvisorMonthCost),
        (AdvisorFields.RefreshDays, GatewaySettings.AdvisorRefreshDays),
        (AdvisorFields.Photos, GatewaySettings.AdvisorPhotos),
        (AdvisorFields.AllowLocalTargets, GatewaySettings.AdvisorAllowLocalTargets),
    ];

    private const int MaxLineEnd = 2;

    private readonly string _file = GatewaySettings.AdvisorApiKeyFile.Key;
    private (AdvisorState State, List<string> Errors)? _read;

    public void Configure(AdvisorOptions options) => options.Configured = Read().State;

    public ValidateOptionsResult Validate(string? name, AdvisorOptions options) =>
        Read().Errors is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;

    private (AdvisorState State, List<string> Errors) Read() => _read ??= ReadAnew();

    private (AdvisorState State, List<string> Errors) ReadAnew()
    {
        var errors = new List<string>();
        var (state, wrong) = AdvisorRules.Apply(new AdvisorOptions().Configured, Change(errors));
        errors.AddRange(wrong.Select(field => $"{KeyOf(field.Key)}: {string.Join(' ', field.Value)}"));
        return (state with { KeySource = state.Settings.ApiKey is null ? null : AdvisorSource.Settings }, errors);
    }

    private AdvisorChange Change(List<string> errors)
    {
        var change = new AdvisorChange();
        if (Text(AdvisorFields.Provider) is { } provider) change.Provider = provider;
        if (Text(AdvisorFields.Model) is { } model) change.Model = model;
        if (Text(AdvisorFields.Address) is { } address) change.Address = address;
        if (KeyOrFile(errors) is { } key) change.ApiKey = key;
        if (Whole(AdvisorFields.TimeoutSeconds, errors) is { } timeout) change.TimeoutSeconds = timeout;
        if (Whole(AdvisorFields.DayTokens, errors) is { } day) change.DayTokens = day;
        if (Whole(AdvisorFields.MonthTokens, errors) is { } month) change.MonthTokens = month;
        if (Whole(AdvisorFields.RefreshDays, errors) is { } refresh) change.RefreshDays = refresh;
        if (Money(AdvisorFields.InputPrice, errors) is { } input) change.InputPrice = input;
        if (Money(AdvisorFields.OutputPrice, errors) is { } output) change.OutputPrice = output;
        if (Money(AdvisorFields.MonthCost, errors) is { } cost) change.MonthCost = cost;
        if (IsTrue(AdvisorFields.Photos, errors) is { } photos) change.Photos = photos;
        if (IsTrue(AdvisorFields.AllowLocalTargets, errors) is { } local) change.AllowLocalTargets = local;
        return change;
    }

    private static string KeyOf(string field) => Array.Find(Fields, one => one.Field == field).Setting?.Key ?? field;

    private string? Text(string field) => configuration[KeyOf(field)] is { Length: > 0 } text ? text : null;

    private int? Whole(string field, List<string> errors)
    {
        if (Text(field) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        errors.Add($"{KeyOf(field)}: '{text}' is no whole number.");
        return null;
    }

    private decimal? Money(string field, List<string> errors)
    {
        if (Text(field) is not { } text) return null;
        const NumberStyles Form = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(text, Form, CultureInfo.InvariantCulture, out var number)) return number;
        errors.Add($"{KeyOf(field)}: '{text}' is no number like 0.25.");
        return null;
    }

    private bool? IsTrue(string field, List<string> errors)
    {
        if (Text(field) is not { } text) return null;
        if (bool.TryParse(text, out var value)) return value;
        errors.Add($"{KeyOf(field)} must be true or false, but is '{text}'.");
        return null;
    }

    private string? KeyOrFile(List<string> errors)
    {
        var key = Text(AdvisorFields.ApiKey);
        if (configuration[_file] is not { Length: > 0 } path) return key;
        if (key is not null)
        {
            errors.Add($"{_file}: {GatewaySettings.AdvisorApiKey.Key} is set as well; leave one out.");
            return null;
        }

        try
        {
            using var file = File.OpenText(path);
            var buffer = new char[AdvisorRules.MaxKey + MaxLineEnd + 1];
            var length = file.ReadBlock(buffer);
            var text = new string(buffer, 0, length).TrimEnd('\r', '\n');
            if (text.Length > 0 && length < buffer.Length) return text;
            errors.Add($"{_file}: '{path}' is {(text.Length == 0 ? "empty" : "longer than a key can be")}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{_file}: '{path}' cannot be read: {exception.Message}");
        }

        return null;
    }
}
