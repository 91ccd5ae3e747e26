using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Assistants.Advisor.Settings;

/// <summary><c>advisor show</c>, <c>set</c>, <c>test</c>, <c>models</c>, <c>usage</c> and <c>reset</c>.</summary>
internal static class AdvisorCommand
{
    private const string UsagePath = AdvisorApi.LocalPath + "/usage";

    private static readonly AdvisorJson Wire = AdvisorJson.Default;

    public static Command Create() => new("advisor", "The model that words care plans and answers questions.")
    {
        new Command("show", "Shows whose model is asked, and how much it may cost.").Asks(
            (_, gateway, cancellationToken) => gateway.Get(AdvisorApi.LocalPath, Wire.AdvisorView, cancellationToken),
            Wire.AdvisorView,
            Print),
        AdvisorSetCommand.Create(),
        new Command("test", "Asks the model for a word.").Asks(
            (_, gateway, cancellationToken) =>
                gateway.Post(AdvisorApi.LocalPath + "/test", null, Wire.AdvisorTest, cancellationToken),
            Wire.AdvisorTest,
            (test, _) => Console.WriteLine(FormattableString.Invariant(
                $"{test.Model} answered after {test.LatencyMs} ms. It cost {test.Tokens} tokens."))),
        new Command("models", "Lists the models that the provider has.").Asks(
            (_, gateway, cancellationToken) =>
                gateway.Get(AdvisorApi.LocalPath + "/models", Wire.AdvisorModels, cancellationToken),
            Wire.AdvisorModels,
            (models, _) =>
            {
                foreach (var model in models.Models) Console.WriteLine(model);
            }),
        Usage(),
        new Command("reset", "Forgets what was set, with the key: the gateway's settings hold again.").Asks(
            (_, gateway, cancellationToken) => gateway.Delete(AdvisorApi.LocalPath, Wire.AdvisorView, cancellationToken),
            Wire.AdvisorView,
            Print),
    };

    /// <summary>As people read it.</summary>
    public static void Print(AdvisorView view, string directory)
    {
        var from = view.Source == AdvisorSource.Stored ? "set while the gateway ran" : "by the gateway's settings";
        Console.WriteLine($"provider      {AdvisorApi.NameOf(view.Provider)} ({from}{(view.Enabled ? "" : "; off")})");
        if (view.Problem is not null) Console.WriteLine($"problem       {view.Problem}");
        Console.WriteLine($"model         {view.Model ?? "none"}");
        if (view.Address is not null) Console.WriteLine($"address       {view.Address}");
        Console.WriteLine(
            $"key           {KeyOf(view)}{(view.KeySource == AdvisorSource.Settings ? " (of the settings)" : "")}");
        Console.WriteLine(FormattableString.Invariant($"tokens        {view.DayTokens} a day, {view.MonthTokens} a month"));
        if (view.InputPrice is not null || view.OutputPrice is not null)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"prices        {view.InputPrice} and {view.OutputPrice} for a million tokens in and out"));
        }

        if (view.MonthCost is not null) Console.WriteLine(FormattableString.Invariant($"money         {view.MonthCost} a month"));
        Console.WriteLine(FormattableString.Invariant(
            $"time          {view.TimeoutSeconds} s an answer, new words after {view.RefreshDays} days"));
        Console.WriteLine($"photos        {(view.Photos ? "may be sent" : "are not sent")}");
        Console.WriteLine(
            $"local         {(view.AllowLocalTargets ? "any address" : "this machine only, and only a compatible one")}");
    }

    private static string KeyOf(AdvisorView view) => view.ApiKey is not { } mask ? "none"
        : SecretMask.EndIn(mask) is { } end ? $"kept, ends in {end}"
        : "kept";

    private static Command Usage()
    {
        var from = Day("--from", "The first day. Default: the first of this month");
        var to = Day("--to", "The last day. Default: today");
        return new Command("usage", "Shows what the model cost.") { from, to }.Asks(
            (result, gateway, cancellationToken) => gateway.Get(
                UsagePath + Query(("from", result.GetValue(from)), ("to", result.GetValue(to))), Wire.JsonObject,
                cancellationToken),
            Wire.JsonObject,
            (usage, _) => PrintUsage(usage));
    }

    private static Option<string?> Day(string name, string description) => new(name)
    {
        Description = $"{description}; UTC.", HelpName = "YYYY-MM-DD",
        CustomParser = argument =>
        {
            var typed = argument.Tokens[^1].Value;
            if (DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                return typed;
            argument.AddError($"{name}: '{typed}' is no day like 2026-05-01.");
            return null;
        },
    };

    private static string Query(params IEnumerable<(string Name, string? Value)> given)
    {
        var query = string.Join('&', given.Where(one => one.Value is not null)
            .Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));
        return query.Length == 0 ? string.Empty : $"?{query}";
    }

    private static void PrintUsage(JsonObject usage)
    {
        Console.WriteLine($"today         {Spent(usage["day"])}");
        Console.WriteLine($"this month    {Spent(usage["month"])}");
        if (Number(usage["opens_at"]) is { } opensAt)
            Console.WriteLine($"Nothing is asked before {LocalTime.Of((long)opensAt)}.");
        foreach (var day in usage["days"]?.AsArray() ?? [])
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{day?["date"]}    {Number(day?["input_tokens"]),10} in  {Number(day?["output_tokens"]),10} out")
                + FormattableString.Invariant($"  {Number(day?["requests"]),6} asked  {Number(day?["cost"])}"));
        }
    }

    private static string Spent(JsonNode? period) => FormattableString.Invariant(
        $"{Number(period?["tokens"])} of {Number(period?["limit_tokens"])} tokens, cost {Number(period?["cost"])}");

    private static decimal? Number(JsonNode? node) => node?.GetValue<decimal>();
}
