using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using PlantOps.Attack.Targets;
using PlantOps.Attack.Wire;
using PlantOps.EndToEnd.Tests.Clients;

namespace PlantOps.Attack.Attacks;

/// <summary>One device tries to hear, to be, and to speak for another.</summary>
internal sealed partial class IsolationAttack : IAttack
{
    private const double Mark = 66.6;
    private const string Marker = "not_the_victims";

    public string Name => "isolation";

    public async Task RunAsync(Assault assault)
    {
        var target = assault.Target;
        var (victim, spy) = (await target.EnrolAsync("victim"), await target.EnrolAsync("spy"));
        assault.Tally.MustReach("subscriptions answered", "commands sent to the victim", "deliveries to the victim",
            "publishes sent", "wills left");
        await using var connection = await target.LogInAsync(victim);
        var listener = new Listener(connection, target.Over, (topic, content) => Acknowledgement(victim, topic, content));
        await connection.SendAsync(MqttPackets.Subscribe(MqttPackets.V311, 1, $"devices/{victim.DeviceId}/#"), target.Over);
        foreach (var version in (int[])[MqttPackets.V311, MqttPackets.V5])
        {
            foreach (var filter in Filters(victim.DeviceId)) await SubscribeAsync(assault, victim, spy, version, filter);
            foreach (var topic in Topics(victim.DeviceId))
            {
                for (var quality = 0; quality < assault.Pick(2, 3); quality++)
                {
                    await SpeakAsync(assault, spy, version, topic, quality);
                }
            }

            await LogInAsOtherAsync(assault, victim, spy, version);
        }

        await listener.EndAsync();
        if (!listener.Lasted) assault.Tally.Failed("the victim was disconnected");
        assault.Tally.Reached("deliveries to the victim", listener.Heard.Count);
        foreach (var (topic, _) in listener.Heard.Where(heard => heard.Content.Contains(Marker, StringComparison.Ordinal)))
        {
            assault.Tally.Failed("a foreign publish was delivered", topic);
        }
        var stored = await StoredReadings.OfAsync(target.Owner, victim.DeviceId);
        if (stored.Any(reading => reading.Contains(Mark))) assault.Tally.Failed("a foreign reading was stored as the victim's");
    }

    /// <summary>The victim does what it is told, or the API would wait for it.</summary>
    private static byte[]? Acknowledgement(Credentials victim, string topic, string content) =>
        topic.EndsWith("/commands", StringComparison.Ordinal) && CommandId().Match(content) is { Success: true } id
        ? MqttPackets.Publish(
            MqttPackets.V311, $"devices/{victim.DeviceId}/commands/ack",
            Encoding.UTF8.GetBytes($$"""{"id":"{{id.Groups[1].Value}}","result":"done"}"""), quality: 0)
        : null;

    [GeneratedRegex("\"id\":\"([^\"]+)\"")]
    private static partial Regex CommandId();

    private static string[] Filters(string victim) =>
    [
        "#", "+/#", "+/+/#", "devices/#", "devices/+/#", "devices/+/desired", "devices/+/commands", $"devices/{victim}/#",
        $"devices/{victim}/desired",
        $"devices/{victim}/commands", $"devices/{victim}/+", $"/devices/{victim}/#", $"devices//{victim}/#", $"devices/{victim}",
        "$SYS/#", "$share/g/#",
        $"$share/g/devices/{victim}/#", $"$share//devices/{victim}/#", $"devices/SPY/../{victim}/#", $"devices/SPY/#/{victim}",
        "devices/SPY\0/#", "devices/SPY+/#",
        $"Devices/{victim}/#", $"devices/{victim.ToUpperInvariant()}/#", "devices/SPY", "devices/spy/#", "+", "$queue/#", "",
    ];

    private static string[] Topics(string victim) =>
    [
        $"devices/{victim}/telemetry", $"devices/{victim}/desired", $"devices/{victim}/commands",
        $"devices/{victim}/commands/ack", $"devices/{victim}/status",
        $"devices/{victim}/x", $"devices/{victim}", $"/devices/{victim}/telemetry", $"devices/SPY/../{victim}/telemetry",
        $"devices/{victim}\0/telemetry",
        "devices/#", "devices/+/desired", "$SYS/x", "devices/SPY/desired", "devices/SPY/commands",
        $"$share/g/devices/{victim}/desired", "",
    ];

    private static async Task SubscribeAsync(Assault assault, Credentials victim, Credentials spy, int version, string filter)
    {
        assault.Tally.Tried();
        await using var connection = await assault.Target.LogInAsync(spy, version);
        var listener = new Listener(connection, assault.Target.Over);
        await connection.SendAsync(MqttPackets.Subscribe(version, 1,
            filter.Replace("SPY", spy.DeviceId, StringComparison.Ordinal)), assault.Target.Over);

        // Something to hear: a command and settings for the victim.
        await CommandAsync(assault, victim);
        await listener.EndAsync();
        assault.Tally.Reached("subscriptions answered", listener.SubscriptionsAnswered);
        var foreign = listener.Heard.FirstOrDefault(heard => !heard.Topic.StartsWith($"devices/{spy.DeviceId}/",
            StringComparison.Ordinal));
        if (foreign.Topic is not null)
        {
            assault.Tally.Failed("a foreign topic was delivered", $"{foreign.Topic} to a subscriber of {filter}");
        }
    }

    private static async Task CommandAsync(Assault assault, Credentials victim)
    {
        using var command = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/devices/{victim.DeviceId}/commands");
        command.Content = JsonContent.Create(new Dictionary<string, string> { ["name"] = "read_now" });
        using var commanded = await assault.SendAsync(assault.Target.Owner, command, "POST commands");
        using var settings = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/devices/{victim.DeviceId}/settings");
        settings.Content = JsonContent.Create(new Dictionary<string, int> { ["interval_s"] = assault.Random.Next(10, 3_000) });
        using var set = await assault.SendAsync(assault.Target.Owner, settings, "PATCH settings");
        if (set?.IsSuccessStatusCode == true) assault.Tally.Reached("settings sent to the victim");
        if (commanded?.IsSuccessStatusCode == true) assault.Tally.Reached("commands sent to the victim");
    }

    /// <summary>Publishes, and leaves a will, and in MQTT 5 names the topic by an alias.</summary>
    private static async Task SpeakAsync(Assault assault, Credentials spy, int version, string topic, int quality)
    {
        var named = topic.Replace("SPY", spy.DeviceId, StringComparison.Ordinal);
        var payload = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $$"""{"temperature":{{Mark}},"{{Marker}}":1}"""));
        assault.Tally.Tried(2);
        await using var connection = await assault.Target.LogInAsync(spy, version);
        byte[] alias = version == MqttPackets.V5 && quality > 0 ? [0x23, 0, 1] : [];
        await connection.SendAsync(MqttPackets.Publish(version, named, payload, quality, 1, quality == 1, alias),
            assault.Target.Over);
        if (alias.Length > 0)
        {
            await connection.SendAsync(MqttPackets.Publish(version, "", payload, quality, 2, false, alias), assault.Target.Over);
        }
        assault.Tally.Reached("publishes sent");
        await new Listener(connection, assault.Target.Over).EndAsync();
        await using var dying = await assault.Target.ConnectAsync();
        if (dying is null) return;
        await dying.LogInAsync(Target.LogInOf(spy, version) with { WillTopic = named, WillPayload = payload },
            assault.Target.Over);
        assault.Tally.Reached("wills left");
    }

    private static async Task LogInAsOtherAsync(Assault assault, Credentials victim, Credentials spy, int version)
    {
        LogIn[] logins =
        [
            new(spy.DeviceId, victim.Username, spy.Password), new(victim.DeviceId, victim.Username, ""),
                new(victim.DeviceId, victim.Username, null),
            new(victim.DeviceId, null, null), new("", victim.Username, spy.Password),
                new(victim.DeviceId, victim.Username + "\0", spy.Password),
        ];
        foreach (var login in logins)
        {
            assault.Tally.Tried();
            await using var connection = await assault.Target.ConnectAsync();
            if (connection is not null && await connection.LogInAsync(login with { Version = version }, assault.Target.Over) == 0)
            {
                assault.Tally.Failed("let in as another device", login.ToString());
            }
        }

        // Under its own name and the victim's client id: allowed or not, the victim's session must stay.
        await using var other = await assault.Target.ConnectAsync();
        if (other is not null)
        {
            await other.LogInAsync(new LogIn(victim.DeviceId, spy.Username, spy.Password) { Version = version },
                assault.Target.Over);
        }
    }
}
