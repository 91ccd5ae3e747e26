using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Access.Audit;

/// <summary><c>audit list [--limit N] [--after ID]</c>.</summary>
internal static class AuditCommand
{
    private static readonly AccessJson Wire = AccessJson.Default;

    public static Command Create()
    {
        var limit = new Option<int>("--limit") { Description = "Most entries.", DefaultValueFactory = _ => Page<AuditEntryView>.DefaultLimit };
        var after = new Option<string?>("--after") { Description = "Goes on behind this entry, towards older ones." };
        return new Command("audit", "Who changed what.")
        {
            new Command("list", "Lists what was changed and by whom, the newest first.") { limit, after }.Asks(
                (result, gateway, cancellationToken) => gateway.Get(
                    PathOf(result.GetValue(limit), result.GetValue(after)), Wire.PageAuditEntryView, cancellationToken),
                Wire.PageAuditEntryView,
                Print),
        };
    }

    private static string PathOf(int limit, string? after) =>
        string.Create(CultureInfo.InvariantCulture, $"{AuditApi.LocalPath}?limit={limit}{(after is null ? "" : "&after=" + Uri.EscapeDataString(after))}");

    private static void Print(Page<AuditEntryView> page, string directory)
    {
        if (page.Items.Count == 0)
        {
            Console.WriteLine("Nothing was changed yet.");
            return;
        }

        Console.WriteLine($"{"WHEN",-28}{"WHO",-21}{"WHAT",-24}{"OF",-20}DETAILS");
        foreach (var entry in page.Items) Console.WriteLine($"{LocalTime.WithSeconds(entry.At),-28}{entry.Who,-21}{entry.What,-24}{entry.Target ?? "-",-20}{entry.Details}");
        if (page.Next is { } next) Console.WriteLine($"Older ones: {OwnCommand.Line($"audit list --after {next}", directory)}");
    }
}
