using System.CommandLine;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Care;

/// <summary><c>care due</c>, <c>care show PLANT</c>, <c>refresh</c>, <c>history</c> and <c>done PLANT ITEM</c>.</summary>
internal static class CareCommand
{
    private const int Week = 7;

    private static readonly CareJson Wire = CareJson.Default;

    /// <param name="more">What other features add.</param>
    public static Command Create(IEnumerable<Command> more)
    {
        var care = new Command("care", "What plants need next, by rules.") { Due(), Show(), Refresh(), History(), Done() };
        foreach (var command in more) care.Subcommands.Add(command);
        return care;
    }

    private static Command Due()
    {
        var days = new Option<int>("--days")
        {
            Description = $"How many days ahead, 1 to {CareCalendar.MaxDays}.", DefaultValueFactory = _ => Week,
        };
        var language = Language();
        return new Command("due", "Lists what is to be done at all plants.") { days, language }.Asks(
            (result, gateway, cancellationToken) => gateway.Get(
                $"{CareApi.LocalPath}?days={result.GetValue(days)}{In(result.GetValue(language), '&')}", Wire.CareDueViewArray,
                cancellationToken),
            Wire.CareDueViewArray,
            (due, _) =>
            {
                if (due.Length == 0) Console.WriteLine("Nothing to do.");
                foreach (var one in due) Print(one.Item, $"{one.PlantName} ({one.PlantId}): ");
            });
    }

    private static Command Show()
    {
        var (id, language) = (PlantCommand.Id(), Language());
        return new Command("show", "Shows a plant's care plan.") { id, language }.Asks(
            (result, gateway, cancellationToken) => gateway.Get(
                PlantCommand.PathOf(result.GetRequiredValue(id), $"/care{In(result.GetValue(language), '?')}"),
                Wire.CarePlanView, cancellationToken),
            Wire.CarePlanView,
            (plan, _) => Print(plan));
    }

    private static Command Refresh()
    {
        var (id, language) = (PlantCommand.Id(), Language());
        return new Command("refresh", "Makes a plant's care plan anew and shows it.") { id, language }.Asks(
            (result, gateway, cancellationToken) => gateway.Post(
                PlantCommand.PathOf(result.GetRequiredValue(id), $"/care/refresh{In(result.GetValue(language), '?')}"), null,
                Wire.CarePlanView,
                cancellationToken),
            Wire.CarePlanView,
            (plan, _) => Print(plan));
    }

    private static Command History()
    {
        var (id, language) = (PlantCommand.Id(), Language());
        return new Command("history", "Lists a plant's care plans, newest first.") { id, language }.Asks(
            (result, gateway, cancellationToken) => gateway.Get(
                PlantCommand.PathOf(result.GetRequiredValue(id), $"/care/history{In(result.GetValue(language), '?')}"),
                Wire.PageCarePlanView,
                cancellationToken),
            Wire.PageCarePlanView,
            (page, _) =>
            {
                foreach (var plan in page.Items)
                {
                    var items = string.Join(", ", plan.Items.Select(item => item.Id));
                    Console.WriteLine($"{LocalTime.Of(plan.MadeAt)}  {plan.Version,4}  {items}");
                }
            });
    }

    private static Command Done()
    {
        var (id, language) = (PlantCommand.Id(), Language());
        var item = new Argument<string>("ITEM") { Description = "What was done, as `care show` names it: water-now, feed." };
        var text = new Argument<string?>("TEXT") { Description = "More about it.", Arity = ArgumentArity.ZeroOrOne };
        var amount = new Option<int?>("--ml") { Description = "How much water, in millilitres." };
        var done = new Command("done", "Notes in a plant's journal that something of its care plan was done.")
        {
            id, item, text, amount, language,
        };
        return done.Asks(
            (result, gateway, cancellationToken) => gateway.Post(
                PlantCommand.PathOf(
                    result.GetRequiredValue(id),
                    $"/care/items/{Uri.EscapeDataString(result.GetRequiredValue(item))}/done"
                        + In(result.GetValue(language), '?')),
                JsonContent.Create(
                    new CareDoneRequest { Text = result.GetValue(text), AmountMl = result.GetValue(amount) },
                    Wire.CareDoneRequest),
                PlantsJson.Default.JournalEntryView,
                cancellationToken),
            PlantsJson.Default.JournalEntryView,
            (entry, _) => PlantCareCommand.PrintEntry(entry));
    }

    private static Option<string?> Language() => new("--language") { Description = "Of the texts: en or de. Default: en." };

    private static string In(string? language,
        char sign) => language is null ? string.Empty : $"{sign}language={Uri.EscapeDataString(language)}";

    private static void Print(CarePlanView plan)
    {
        Console.WriteLine($"{plan.Summary}  (version {plan.Version}, {LocalTime.Of(plan.MadeAt)})");
        foreach (var item in plan.Items) Print(item, string.Empty);
        Console.WriteLine(plan.Away.Until is { } until ? $"{plan.Away.Text} ({Day(until)})" : plan.Away.Text);
        foreach (var safety in plan.Safety) Console.WriteLine(safety);
        if (plan.Unknown.Count > 0) Console.WriteLine($"Not known: {string.Join(", ", plan.Unknown)}");
        foreach (var question in plan.Questions) Console.WriteLine($"The model asks: {question}");
        if (plan.Model is not null) Console.WriteLine($"Worded by {plan.Model}, {plan.Tokens} tokens.");
        if (plan.Advisor is { Reason: { } reason, State: not CareAdvisorState.Off }) Console.WriteLine($"By rules: {reason}");
    }

    private static void Print(CareItemView item, string plant)
    {
        Console.WriteLine($"{Day(item.From)} to {Day(item.To - 1)}  {item.Id,-20}{plant}{item.Text}");
        Console.WriteLine($"{string.Empty,26}{item.Why}");
    }

    private static string Day(long time) => LocalTime.Of(time)[..10];
}
