using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Access.Audit;

/// <summary><c>audit list [--who NAME] [--what KIND] [--target ID] [--limit N] [--after ID]</c>.</summary>
internal static class AuditCommand
{
    private static readonly AccessJson Wire = AccessJson.Default;

    public static Command Create()
    {
        var who = new Option<string?>("--who") { Description = "Only what was done by whose name has this in it." };
        var what = new Option<string?>("--what") { Description = "Only this, like plant.mute, or all of a kind, like plant." };
        var target = new Option<string?>("--target") { Description = "Only what was done to the thing of this id." };
        var limit = new Option<int>(
            "--limit") { Description = "Most entries.", DefaultValueFactory = _ => Page<AuditEntryView>.DefaultLimit };
        var after = new Option<string?>("--after") { Description = "Goes on behind this entry, towards older ones." };
        var filter = string.Empty;
        return new Command("audit", "Who changed what.")
        {
            new Command("list", "Lists what was changed and by whom, the newest first.") { who, what, target, limit, after }.Asks(
                (result, gateway, cancellationToken) =>
                {
                    Option<string?>[] filters = [who, what, target];
                    var given = filters.Where(option => !string.IsNullOrEmpty(result.GetValue(option))).ToList();
                    filter = string.Concat(given.Select(option => $" {option.Name} \"{result.GetValue(option)}\""));
                    var query = given.Select(option => $"&{option.Name[2..]}={Uri.EscapeDataString(result.GetValue(option)!)}");
                    var path = PathOf(result.GetValue(limit), result.GetValue(after)) + string.Concat(query);
                    return gateway.Get(path, Wire.PageAuditEntryView, cancellationToken);
                },
                Wire.PageAuditEntryView,
                (page, directory) => Print(page, filter, directory)),
        };
    }

    private static string PathOf(int limit, string? after) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{AuditApi.LocalPath}?limit={limit}{(after is null ? "" : "&after=" + Uri.EscapeDataString(after))}");

    private static void Print(Page<AuditEntryView> page, string filter, string directory)
    {
        if (page.Items.Count == 0 && page.Next is null)
        {
            Console.WriteLine(filter.Length == 0 ? "Nothing was changed yet." : "Nothing like that was changed.");
            return;
        }

        if (page.Items.Count > 0) Console.WriteLine($"{"WHEN",-28}{"WHO",-21}{"WHAT",-24}{"OF",-20}DETAILS");
        else Console.WriteLine("Nothing like that was changed lately.");
        foreach (var entry in page.Items)
            Console.WriteLine(
                $"{LocalTime.WithSeconds(entry.At),-28}{entry.Who,-21}{entry.What,-24}{entry.Target ?? "-",-20}{entry.Details}");
        if (page.Next is { } next)
            Console.WriteLine($"Older ones: {OwnCommand.Line($"audit list{filter} --after {next}", directory)}");
    }
}
