using System.CommandLine;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants;

/// <summary>
/// What is done to a plant: <c>plant watch</c>, <c>unwatch</c>, <c>did</c>, <c>journal</c>, <c>mute</c>, <c>unmute</c>,
/// <c>bring-back</c>.
/// </summary>
internal static class PlantCareCommand
{
    private static readonly PlantsJson Wire = PlantsJson.Default;

    public static IEnumerable<Command> Create() => [Watch(), Unwatch(), Did(), Journal(), Mute(), Unmute(), BringBack()];

    private static Command Watch()
    {
        var id = PlantCommand.Id();
        var device = new Argument<string>("DEVICE") { Description = "The device's id, as `device list` shows it." };
        var channel = new Option<int?>(
            "--soil-channel") { Description = "Which of its soil probes is in the pot, 1 to 16, where it has several." };
        var share = new Option<bool>("--share") { Description = "Plants that it watches already keep it." };
        var since = TimeOption.Create("--since", "Since when, where it stood there before");
        return new Command("watch", "Has a device watch a plant.") { id, device, channel, share, since }.Asks(
            (result, gateway, cancellationToken) => gateway.Put(
                PlantCommand.PathOf(result.GetRequiredValue(id), "/device"),
                JsonContent.Create(
                    new WatchRequest
                    {
                        DeviceId = result.GetValue(device),
                        SoilChannel = result.GetValue(channel),
                        Share = result.GetValue(share),
                        Since = result.GetValue(since),
                    }, Wire.WatchRequest),
                Wire.PlantView,
                cancellationToken),
            Wire.PlantView,
            PlantCommand.Print);
    }

    private static Command Unwatch()
    {
        var id = PlantCommand.Id();
        return new Command("unwatch", "Has no device watch a plant.") { id }.Asks(
            (result, gateway, cancellationToken) =>
                gateway.Delete(PlantCommand.PathOf(result.GetRequiredValue(id), "/device"), Wire.PlantView, cancellationToken),
            Wire.PlantView,
            PlantCommand.Print);
    }

    private static Command Did()
    {
        var id = PlantCommand.Id();
        var kind = Choices.Argument<JournalKind>("WHAT", "What was done");
        var text = new Argument<string?>("TEXT") { Description = "More about it.", Arity = ArgumentArity.ZeroOrOne };
        var amount = new Option<int?>("--ml") { Description = "How much water, in millilitres." };
        return new Command("did", "Notes in a plant's journal what was done.") { id, kind, text, amount }.Asks(
            (result, gateway, cancellationToken) => gateway.Post(
                PlantCommand.PathOf(result.GetRequiredValue(id), "/journal"),
                JsonContent.Create(new JournalRequest { Kind = result.GetValue(kind), Text = result.GetValue(text),
                    AmountMl = result.GetValue(amount) }, Wire.JournalRequest),
                Wire.JournalEntryView,
                cancellationToken),
            Wire.JournalEntryView,
            (entry, _) => PrintEntry(entry));
    }

    private static Command Journal()
    {
        var id = PlantCommand.Id();
        return new Command("journal", "Shows a plant's journal, newest first.") { id }.Asks(
            (result, gateway, cancellationToken) => gateway.Get(
                PlantCommand.PathOf(result.GetRequiredValue(id), $"/journal?limit={Page<JournalEntryView>.MaxLimit}"),
                Wire.PageJournalEntryView, cancellationToken),
            Wire.PageJournalEntryView,
            (page, _) =>
            {
                foreach (var entry in page.Items) PrintEntry(entry);
            });
    }

    private static Command Mute()
    {
        var id = PlantCommand.Id();
        var hours = HoursArgument.Create();
        return new Command("mute", "Tells nobody of a plant's alerts for some hours.") { id, hours }.Asks(
            (result, gateway, cancellationToken) => gateway.Put(
                PlantCommand.PathOf(result.GetRequiredValue(id), "/mute"),
                JsonContent.Create(new HoursRequest { Hours = result.GetValue(hours) }, Wire.HoursRequest),
                Wire.PlantView,
                cancellationToken),
            Wire.PlantView,
            PlantCommand.Print);
    }

    private static Command Unmute()
    {
        var id = PlantCommand.Id();
        return new Command("unmute", "Tells of a plant's alerts again.") { id }.Asks(
            (result, gateway, cancellationToken) =>
                gateway.Delete(PlantCommand.PathOf(result.GetRequiredValue(id), "/mute"), Wire.PlantView, cancellationToken),
            Wire.PlantView,
            PlantCommand.Print);
    }

    private static Command BringBack()
    {
        var id = PlantCommand.Id();
        return new Command("bring-back", "Brings a plant back that was put away.") { id }.Asks(
            (result, gateway, cancellationToken) => gateway.Post(
                PlantCommand.PathOf(result.GetRequiredValue(id), "/bring-back"), null, Wire.PlantView, cancellationToken),
            Wire.PlantView,
            PlantCommand.Print);
    }

    public static void PrintEntry(JournalEntryView entry) => Console.WriteLine(
        $"{LocalTime.Of(entry.At)}  {entry.Kind.ToString().ToLowerInvariant(),-11}{(entry.AmountMl is { } ml ? $"{ml} ml  " : "")}{entry.Text}{(entry.Text is null ? "" : "  ")}({entry.By})");
}
