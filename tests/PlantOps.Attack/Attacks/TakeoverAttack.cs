using System.Net.Http.Json;
using System.Text.Json;
using PlantOps.Attack.Wire;

namespace PlantOps.Attack.Attacks;

/// <summary>
/// Codes that were made for new devices, shown with the hardware id of a device that is connected, in every spelling.
/// </summary>
internal sealed class TakeoverAttack : IAttack
{
    private const string Hardware = "24:6F:28:AE:52:7C";

    private static readonly string[] Spellings =
    [
        Hardware, "24:6f:28:ae:52:7c", "24-6F-28-AE-52-7C", "24-6f-28-ae-52-7c", "246F28AE527C", "246f28ae527c",
        "246F.28AE.527C", " 24:6F:28:AE:52:7C ",
        "24:6F:28:AE:52:7C\u200b", "\u200e24:6F:28:AE:52:7C", "24:6F:28:AE:52:7C\u00ad", "\u202e24:6F:28:AE:52:7C",
        "24:6F:28:AE:52:7C\u2028",
    ];

    public string Name => "takeover";

    public async Task RunAsync(Assault assault)
    {
        var victim = await assault.Target.EnrolAsync(Hardware);
        await using var connection = await assault.Target.LogInAsync(victim, isSecure: true);
        assault.Tally.MustReach("codes shown", "victim still connected");
        foreach (var spelling in Spellings)
        {
            assault.Tally.Tried();
            var code = await assault.Target.Gateway.AddDeviceAsync("Another");
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/devices/register");
            request.Content = JsonContent.Create(new Dictionary<string, string> { ["code"] = code, ["hardware_id"] = spelling });
            using var response = await assault.SendAsync(assault.Target.Stranger, request,
                "POST /api/devices/register " + spelling);
            if (response is null) continue;
            assault.Tally.Reached("codes shown");
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(assault.Target.Over);
            if (!response.IsSuccessStatusCode) continue;
            if (body.GetProperty("device_id").GetString() == victim.DeviceId)
            {
                assault.Tally.Failed("a code for a new device became a connected one", Escape(spelling));
            }
            else assault.Tally.Failed("hardware that is known was let in a second time", Escape(spelling));
        }

        await connection.SendAsync(MqttPackets.Ping, assault.Target.Over);
        if (await connection.ReceiveAsync(assault.Target.Over) is { Type: MqttPackets.PingResp })
        {
            assault.Tally.Reached("victim still connected");
        }
        await using var again = await assault.Target.ConnectAsync();
        var code2 = again is null ? -1 : await again.LogInAsync(Targets.Target.LogInOf(victim, MqttPackets.V311),
            assault.Target.Over);
        if (code2 != 0) assault.Tally.Failed("the victim's password is dead", $"CONNACK {code2}");
    }

    private static string Escape(string text) => JsonEncodedText.Encode(text).ToString();
}
