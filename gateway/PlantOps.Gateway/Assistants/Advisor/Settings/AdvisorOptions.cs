using System.Globalization;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Assistants.Advisor.Settings;

/// <summary>The advisor as the gateway's settings have it.</summary>
internal sealed class AdvisorOptions
{
    private const int MaxTokens = 2_000_000_000;

    public static readonly Setting ProviderSetting = new(
        "Advisor:Provider", "none", "none, openai, anthropic or compatible",
        "Whose model words care plans and answers questions; what an owner sets while it runs stands over all of Advisor "
            + "(docs/assistants.md).");

    public static readonly Setting ModelSetting = new("Advisor:Model", "none", "name", "The model, as its provider calls it.");

    public static readonly Setting AddressSetting = new(
        "Advisor:Address", "the provider's own", "URL",
        "Where the provider is; needed for compatible, as http://127.0.0.1:11434/v1 for Ollama.");

    public static readonly Setting ApiKeySetting = new("Advisor:ApiKey", "none", "text", "The provider's key.");

    public static readonly Setting ApiKeyFileSetting = new(
        "Advisor:ApiKeyFile", "none", "file", "A file that has the key, which no list of processes shows; read at the start.");

    public static readonly NumberSetting TimeoutSecondsSetting = new(
        "Advisor:TimeoutSeconds", 60, 1, 600, "seconds", "How long an answer of the model may take.");

    public static readonly NumberSetting DayTokensSetting = new(
        "Advisor:DayTokens", 50_000, 1, MaxTokens, "tokens", "What questions and answers of a day (UTC) may come to.");

    public static readonly NumberSetting MonthTokensSetting = new(
        "Advisor:MonthTokens", 500_000, 1, MaxTokens, "tokens", "The same of a month.");

    public static readonly Setting InputPriceSetting = new(
        "Advisor:InputPrice", "not known", "number, 0 to 10000", "What a million tokens of a question cost, in your currency.");

    public static readonly Setting OutputPriceSetting = new(
        "Advisor:OutputPrice", "not known", "number, 0 to 10000", "The same of an answer.");

    public static readonly Setting MonthCostSetting = new(
        "Advisor:MonthCost", "no limit", "number, 0 to 1000000", "What a month may cost; it needs both prices.");

    public static readonly NumberSetting RefreshDaysSetting = new(
        "Advisor:RefreshDays", 7, 1, 365, "days", "How long the model's words stand while what they say has not changed.");

    public static readonly Setting PhotosSetting = new(
        "Advisor:Photos", "false", "true or false", "Whether photos of plants may be sent to the provider.");

    public static readonly Setting AllowLocalTargetsSetting = new(
        "Advisor:AllowLocalTargets", "false", "true or false",
        "Whether the model may be at any address of the local network; a compatible one may be on this machine anyway.");

    /// <summary>In the order of help and documentation.</summary>
    public static readonly IReadOnlyList<Setting> Settings =
    [
        ProviderSetting, ModelSetting, AddressSetting, ApiKeySetting, ApiKeyFileSetting, TimeoutSecondsSetting,
        DayTokensSetting, MonthTokensSetting, InputPriceSetting, OutputPriceSetting, MonthCostSetting,
        RefreshDaysSetting, PhotosSetting, AllowLocalTargetsSetting,
    ];

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
        (AdvisorFields.Provider, AdvisorOptions.ProviderSetting), (AdvisorFields.Model, AdvisorOptions.ModelSetting),
        (AdvisorFields.Address, AdvisorOptions.AddressSetting), (AdvisorFields.ApiKey, AdvisorOptions.ApiKeySetting),
        (AdvisorFields.TimeoutSeconds, AdvisorOptions.TimeoutSecondsSetting),
        (AdvisorFields.DayTokens, AdvisorOptions.DayTokensSetting),
        (AdvisorFields.MonthTokens, AdvisorOptions.MonthTokensSetting),
        (AdvisorFields.InputPrice, AdvisorOptions.InputPriceSetting),
        (AdvisorFields.OutputPrice, AdvisorOptions.OutputPriceSetting),
        (AdvisorFields.MonthCost, AdvisorOptions.MonthCostSetting),
        (AdvisorFields.RefreshDays, AdvisorOptions.RefreshDaysSetting),
        (AdvisorFields.Photos, AdvisorOptions.PhotosSetting),
        (AdvisorFields.AllowLocalTargets, AdvisorOptions.AllowLocalTargetsSetting),
    ];

    private const int MaxLineEnd = 2;

    private readonly string _file = AdvisorOptions.ApiKeyFileSetting.Key;
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
            errors.Add($"{_file}: {AdvisorOptions.ApiKeySetting.Key} is set as well; leave one out.");
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
