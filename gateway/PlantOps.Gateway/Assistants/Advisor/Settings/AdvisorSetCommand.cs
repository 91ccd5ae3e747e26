using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;

namespace PlantOps.Gateway.Assistants.Advisor.Settings;

/// <summary><c>advisor set</c>: changes what is given, and nothing else.</summary>
internal static class AdvisorSetCommand
{
    private static readonly AdvisorJson Wire = AdvisorJson.Default;
    private static readonly Option<string?> KeyFile = Text(
        "--key-file", "file", "A file that has the key, - for standard input: what is typed here others can see.");

    private static readonly Option<bool> NoKey = new("--no-key") { Description = "Forgets the key." };
    private static readonly Option<bool> Off = new("--off") { Description = "Asks nobody from now on; all else stays." };

    /// <summary>What is sent as it is given, by its name on the wire.</summary>
    private static readonly (string Field, Option Option)[] Fields =
    [
        (
            AdvisorFields.Provider,
            OneOf("--provider", "Whose model it is.", [.. Enum.GetValues<AdvisorProvider>().Select(AdvisorApi.NameOf)])),
        (AdvisorFields.Model, Text("--model", "name", "The model, as its provider calls it.")),
        (AdvisorFields.Address, Text("--address", "URL", "Where the provider is; \"\" for its own.")),
        (AdvisorFields.DayTokens, Whole("--day-tokens", "tokens", "What a day (UTC) may come to.")),
        (AdvisorFields.MonthTokens, Whole("--month-tokens", "tokens", "What a month may come to.")),
        (AdvisorFields.InputPrice, Money("--input-price", "What a million tokens of a question cost")),
        (AdvisorFields.OutputPrice, Money("--output-price", "What a million tokens of an answer cost")),
        (AdvisorFields.MonthCost, Money("--month-cost", "What a month may cost")),
        (AdvisorFields.TimeoutSeconds, Whole("--timeout", "seconds", "How long an answer may take.")),
        (AdvisorFields.RefreshDays, Whole("--refresh-days", "days", "How long the model's words stand.")),
        (AdvisorFields.Photos, new Option<bool?>("--photos")
        {
            Description = "Whether photos of plants may be sent to it.", HelpName = "true|false",
        }),
        (AdvisorFields.AllowLocalTargets, new Option<bool?>("--allow-local-targets")
        {
            Description = "Whether it may be at any address of the local network.", HelpName = "true|false",
        }),
    ];

    public static Command Create()
    {
        var command = new Command("set", "Sets up the model; what is not given stays. It stands over the gateway's settings.")
        {
            KeyFile, NoKey, Off,
        };
        foreach (var (_, option) in Fields) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (IsGiven(result, Off) && IsGiven(result, Fields[0].Option))
                result.AddError("--off and --provider cannot go together.");
            if (IsGiven(result, NoKey) && IsGiven(result, KeyFile))
                result.AddError("--no-key and --key-file cannot go together.");
        });
        return command.Asks(
            (result, gateway, cancellationToken) =>
            {
                var (change, problem) = Change(result);
                return change is null
                    ? Task.FromResult(new LocalAnswer<AdvisorView>(null, problem))
                    : gateway.Put(AdvisorApi.LocalPath, JsonContent.Create(change, Wire.JsonObject), Wire.AdvisorView,
                        cancellationToken);
            },
            Wire.AdvisorView,
            AdvisorCommand.Print);
    }

    private static (JsonObject? Change, string? Problem) Change(ParseResult result)
    {
        var change = new JsonObject();
        foreach (var (field, option) in Fields)
        {
            if (result.GetResult(option) is null) continue;
            change[field] = option switch
            {
                Option<string?> text => result.GetValue(text),
                Option<long?> number => result.GetValue(number),
                Option<decimal?> money => result.GetValue(money),
                Option<bool?> flag => result.GetValue(flag),
                _ => null,
            };
        }

        if (change.Count == 0 && !result.GetValue(Off) && !result.GetValue(NoKey) && result.GetValue(KeyFile) is null)
            return (null, "Say what to set, as --provider openai --model gpt-5-mini --key-file -");
        if (result.GetValue(Off)) change[AdvisorFields.Provider] = AdvisorApi.NameOf(AdvisorProvider.None);
        if (result.GetValue(NoKey)) change[AdvisorFields.ApiKey] = null;
        if (result.GetValue(KeyFile) is not { } file) return (change, null);
        var (key, problem) = SecretArgument.Read($"@{file}", Console.In);
        if (key is not null) change[AdvisorFields.ApiKey] = key;
        return key is null ? (null, problem) : (change, null);
    }

    private static bool IsGiven(SymbolResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private static Option<string?> OneOf(string name, string description, IReadOnlyList<string> names)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnly([.. names]);
        return option;
    }

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    private static Option<long?> Whole(string name, string unit, string description) => new(name)
    {
        Description = description, HelpName = unit,
        CustomParser = argument =>
        {
            var typed = argument.Tokens[^1].Value;
            if (long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
            argument.AddError($"{name}: '{typed}' is no whole number of {unit}.");
            return null;
        },
    };

    private static Option<decimal?> Money(string name, string description) => new(name)
    {
        Description = $"{description}, in your currency; none forgets it.", HelpName = "money",
        CustomParser = argument =>
        {
            var typed = argument.Tokens[^1].Value;
            if (typed == "none") return null;
            if (decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return number;
            argument.AddError($"{name}: '{typed}' is neither a number like 0.25 nor none.");
            return null;
        },
    };
}
