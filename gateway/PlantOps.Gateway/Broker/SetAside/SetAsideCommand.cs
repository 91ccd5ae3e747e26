using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Broker.SetAside;

/// <summary><c>set-aside list</c>, <c>set-aside retry [ID]</c>, <c>set-aside remove ID</c> and <c>set-aside clear</c>.</summary>
internal static class SetAsideCommand
{
    private const int MaxShown = 200;

    private static readonly SetAsideJson Wire = SetAsideJson.Default;

    public static Command Create() => new("set-aside", "Messages that could not be read.")
    {
        CreateList(),
        CreateRetry(),
        CreateRemove(),
        new Command("clear", "Takes all of them away, for good.").Asks(
            (_, gateway, cancellationToken) => gateway.Delete(SetAsideApi.LocalPath, Wire.SetAsideRemoval, cancellationToken),
            Wire.SetAsideRemoval,
            (removal, _) => Console.WriteLine($"Taken away: {removal.Removed}.")),
    };

    private static Command CreateList()
    {
        var limit = new Option<int>("--limit")
        {
            Description = "Most messages.", DefaultValueFactory = _ => Page<SetAsideView>.DefaultLimit,
        };
        var after = new Option<string?>("--after") { Description = "Goes on behind this message, towards older ones." };
        var list = new Command("list", "Lists them with the reason, the newest first; with --json also their bytes.")
        {
            limit, after,
        };
        return list.Asks(
            (result, gateway, cancellationToken) => gateway.Get(
                PathOf(result.GetValue(limit), result.GetValue(after)), Wire.SetAsidePage, cancellationToken),
            Wire.SetAsidePage,
            Print);
    }

    private static Command CreateRetry()
    {
        var id = new Argument<string?>("ID")
        {
            Description = "The message's id, as `set-aside list` shows it; without one all are tried.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var retry = new Command("retry", "Reads a message again, or all. What can be read now is stored and leaves the list.")
        {
            id,
        };
        return retry.Asks(
            async (result, gateway, cancellationToken) =>
            {
                if (result.GetValue(id) is not { } one)
                    return await gateway.Post(SetAsideApi.LocalPath + "/retry", null, Wire.SetAsideRetries, cancellationToken);
                var answer = await gateway.Post($"{PathOf(one)}/retry", null, Wire.SetAsideRetry, cancellationToken);
                if (answer.Value is not { } tried) return new LocalAnswer<SetAsideRetries>(null, answer.Problem);
                return tried.Problem is { } problem
                    ? new LocalAnswer<SetAsideRetries>(null, $"It still cannot be read: {problem}")
                    : new LocalAnswer<SetAsideRetries>(new SetAsideRetries { Read = 1 }, null);
            },
            Wire.SetAsideRetries,
            (counts, _) => Console.WriteLine($"Read: {counts.Read}. Still set aside: {counts.Left}."));
    }

    private static Command CreateRemove()
    {
        var id = new Argument<string>("ID") { Description = "The message's id, as `set-aside list` shows it." };
        return new Command("remove", "Takes a message away, for good.") { id }.Asks(
            (result, gateway, cancellationToken) =>
                gateway.Delete(PathOf(result.GetRequiredValue(id)), Wire.SetAsideRemoval, cancellationToken),
            Wire.SetAsideRemoval,
            (_, _) => Console.WriteLine("It is taken away."));
    }

    private static string PathOf(string id) => $"{SetAsideApi.LocalPath}/{Uri.EscapeDataString(id)}";

    private static string PathOf(int limit, string? after)
    {
        var behind = after is null ? string.Empty : "&after=" + Uri.EscapeDataString(after);
        return string.Create(CultureInfo.InvariantCulture, $"{SetAsideApi.LocalPath}?limit={limit}{behind}");
    }

    private static void Print(Page<SetAsideView> page, string directory)
    {
        if (page.Items.Count == 0)
        {
            Console.WriteLine("Every message could be read.");
            return;
        }

        Console.WriteLine($"{"ID",-24}{"WHEN",-28}{"BYTES",-7}TOPIC");
        foreach (var message in page.Items)
        {
            var when = LocalTime.WithSeconds(message.ReceivedAt);
            Console.WriteLine($"{message.Id,-24}{when,-28}{message.Bytes,-7}{Shown(message.Topic)}");
            Console.WriteLine($"{"",-24}{message.Reason}: {Shown(message.Detail)}");
        }

        if (page.Next is { } next)
            Console.WriteLine($"Older ones: {OwnCommand.Line($"set-aside list --after {next}", directory)}");
    }

    // A stranger's text: what a terminal obeys does not reach it.
    private static string Shown(string text)
    {
        var line = PrintableText.Strip(text);
        return line.Length <= MaxShown ? line : line[..MaxShown] + "…";
    }
}
