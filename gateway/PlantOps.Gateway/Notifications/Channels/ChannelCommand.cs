using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>
/// <c>channel add KIND NAME FIELD=VALUE…</c>, <c>channel list</c>, <c>channel test ID</c> and <c>channel remove ID</c>.
/// </summary>
internal static class ChannelCommand
{
    private static readonly NotificationsJson Wire = NotificationsJson.Default;
    private static readonly ChannelKinds Kinds = ChannelKinds.BuiltIn;

    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "The channel's id, as `channel list` shows it." };
        return new Command("channel", $"Notification channels: {string.Join(", ", Kinds.All.Select(kind => kind.Title))}.")
        {
            CreateAdd(),
            new Command("list", "Lists the channels.").Asks(
                (_, gateway, cancellationToken) =>
                    gateway.Get(ChannelsApi.LocalPath + "?limit=500", Wire.ChannelPage, cancellationToken),
                Wire.ChannelPage,
                (page, directory) => PrintChannels(page.Items, directory)),
            new Command("test", "Sends one real message.") { id }.Asks(
                (result, gateway, cancellationToken) =>
                    gateway.Post(PathOf(result.GetRequiredValue(id)) + "/test", null, Wire.ChannelTest, cancellationToken),
                Wire.ChannelTest,
                (_, _) => Console.WriteLine("It was sent.")),
            new Command("remove", "Removes a channel.") { id }.Asks(
                (result, gateway, cancellationToken) =>
                    gateway.Delete(PathOf(result.GetRequiredValue(id)), Wire.ChannelView, cancellationToken),
                Wire.ChannelView,
                (channel, _) => Console.WriteLine($"Channel \"{channel.Name}\" is removed.")),
        };
    }

    private static Command CreateAdd()
    {
        var kind = Choices.Argument("KIND", "What it is", Kinds.Names);
        var name = new Argument<string>("NAME") { Description = "What to call it." };
        var fields = new Argument<string[]>("FIELD=VALUE")
        {
            Description = $"What the kind needs, and in brackets what it may have: {Kinds.Usage}. "
                + $"Of a secret ({string.Join(", ", SecretNames())}): {SecretArgument.Help}",
            Arity = ArgumentArity.ZeroOrMore,
        };
        fields.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (Problem(token.Value) is { } problem) result.AddError(problem);
            }
        });
        var least = Choices.Option(
            "--least-severity", "warning for everything, critical for what cannot wait.", AlertSeverity.Warning);
        return new Command("add", "Adds a channel.") { kind, name, fields, least }.Asks(
            (result, gateway, cancellationToken) =>
            {
                var request = new ChannelRequest
                {
                    Kind = result.GetValue(kind),
                    Name = result.GetValue(name),
                    LeastSeverity = result.GetValue(least),
                };
                foreach (var field in result.GetValue(fields) ?? [])
                {
                    var parts = field.Split('=', 2);
                    var known = FieldOf(request.Kind, parts[0]);
                    var (value, problem) = known.IsSecret ? SecretArgument.Read(parts[1], Console.In) : (parts[1], null);
                    if (value is null) return Task.FromResult(new LocalAnswer<ChannelView>(null, $"{parts[0]}: {problem}"));
                    known.Write(request, value);
                }

                return gateway.Post(
                    ChannelsApi.LocalPath, JsonContent.Create(request, Wire.ChannelRequest), Wire.ChannelView, cancellationToken);
            },
            Wire.ChannelView,
            (channel, directory) => Console.WriteLine(
                $"Channel {channel.Id}, \"{channel.Name}\". Try it with: {OwnCommand.Line($"channel test {channel.Id}", directory)}"));
    }

    // The kind's own; another one's is sent too, and refused by the gateway.
    private static ChannelField FieldOf(string? kind, string name) =>
        Kinds.Find(kind)?.Fields.FirstOrDefault(field => field.Name == name)
        ?? Kinds.Fields.First(field => field.Name == name) with { IsSecret = false };

    private static IEnumerable<string> SecretNames() =>
        from field in Kinds.Fields
        where Kinds.All.Any(kind => kind.Fields.Any(own => own.Name == field.Name && own.IsSecret))
        select field.Name;

    private static string? Problem(string field)
    {
        var parts = field.Split('=', 2);
        if (parts.Length < 2) return $"'{field}' is not of the form FIELD=VALUE. Put quotes around a NAME of several words.";
        var names = Kinds.Fields.Select(known => known.Name).ToList();
        if (Kinds.Fields.FirstOrDefault(known => known.Name == parts[0]) is not { } named)
            return $"There is no field '{parts[0]}'.{NearestWord.Hint(parts[0], names)} There are: {string.Join(", ", names)}.";
        return named.IsNumber && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? $"{named.Name}: '{parts[1]}' is no whole number."
            : null;
    }

    private static string Shown(string kind) => char.ToUpperInvariant(kind[0]) + kind[1..];

    private static string PathOf(string id) => $"{ChannelsApi.LocalPath}/{Uri.EscapeDataString(id)}";

    private static void PrintChannels(IReadOnlyList<ChannelView> channels, string directory)
    {
        if (channels.Count == 0)
        {
            Console.WriteLine(
                $"No channel yet. Add one with: {OwnCommand.Line("channel add KIND NAME FIELD=VALUE…", directory)}");
            return;
        }

        Console.WriteLine($"{"ID",-16}{"KIND",-10}{"FROM",-10}{"STATE",-7}NAME");
        foreach (var channel in channels)
        {
            var state = channel.Enabled ? "on" : "off";
            Console.WriteLine($"{channel.Id,-16}{Shown(channel.Kind!),-10}{channel.LeastSeverity,-10}{state,-7}{channel.Name}");
        }
    }
}
