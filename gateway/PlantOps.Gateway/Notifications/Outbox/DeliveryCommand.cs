using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary><c>delivery list</c> and <c>held</c>.</summary>
internal static class DeliveryCommand
{
    private static readonly NotificationsJson Wire = NotificationsJson.Default;

    public static Command Create()
    {
        var limit = new Option<int>("--limit") { Description = "How many.", DefaultValueFactory = _ => 50 };
        return new Command("delivery", "Messages and what became of them.")
        {
            new Command("list", "Lists messages, newest first.") { limit }.Asks(
                (result, gateway, cancellationToken) => gateway.Get(
                    string.Create(CultureInfo.InvariantCulture, $"{DeliveriesApi.LocalPath}?limit={result.GetValue(limit)}"),
                    Wire.DeliveryPage, cancellationToken),
                Wire.DeliveryPage,
                (page, _) => Print(page.Items)),
            new Command("held", "Lists what waits for quiet hours or a snooze to end.").Asks(
                (_, gateway, cancellationToken) => gateway.Get(
                    DeliveriesApi.LocalPath + "/held", Wire.DeferredList, cancellationToken),
                Wire.DeferredList,
                (deferred, _) => Print(deferred)),
        };
    }

    private static void Print(IReadOnlyList<DeliveryView> deliveries)
    {
        if (deliveries.Count == 0)
        {
            Console.WriteLine("No message in the last 30 days.");
            return;
        }

        Console.WriteLine($"{"TIME",-28}{"STATE",-11}{"CHANNEL",-16}TITLE");
        foreach (var delivery in deliveries)
        {
            Console.WriteLine(
                $"{LocalTime.WithSeconds(delivery.CreatedAt),-28}{delivery.State,-11}{delivery.ChannelId,-16}{delivery.Title}");
            if (delivery.Reason is { } reason) Console.WriteLine($"{"",-28}{reason}");
        }
    }

    private static void Print(IReadOnlyList<DeferredEventView> deferred)
    {
        if (deferred.Count == 0)
        {
            Console.WriteLine("Nothing waits.");
            return;
        }

        Console.WriteLine($"{"SINCE",-28}{"SEVERITY",-11}{"CHANNEL",-16}ALERT");
        foreach (var one in deferred)
            Console.WriteLine($"{LocalTime.WithSeconds(one.At),-28}{one.Severity,-11}{one.ChannelId,-16}{one.AlertId}");
    }
}
