using System.Globalization;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.Sending.Kinds;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Notifications.Sending;

/// <summary>Each kind of channel against a real server.</summary>
public sealed class HttpSendersTests : IAsyncLifetime
{
    private static readonly Message Dry = new(
        Tone.Critical, "Fern is dry <3", ["Soil moisture 6 %.", "Wässer sie! 🌱"], "https://plants.example.org/plants/p-1");

    private readonly NotificationKit _kit = new(new LiteDbTestStore());
    private ChannelServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ChannelServer.StartedAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _kit.DisposeAsync();
    }

    [Fact]
    public async Task Send_Discord_MentionsNobodyAndWaitsForTheMessage()
    {
        var outcome = await _kit.Send(_kit.AddChannel("discord", _server.Url + "/api/webhooks/1/token"), Dry);

        var request = await _server.NextRequest();
        Assert.Equal(SendOutcome.Sent, outcome);
        Assert.Equal(("POST", "/api/webhooks/1/token?wait=true"), (request.Method, request.Path));
        Assert.Equal("""{"parse":[]}""", request.Text("allowed_mentions"));
        Assert.Equal(DiscordSender.Text(Dry), request.Text("content"));
        Assert.Equal("PlantOps", request.Headers["User-Agent"]);
    }

    [Fact]
    public async Task Send_Slack_PostsText()
    {
        await _kit.Send(_kit.AddChannel("slack", _server.Url + "/services/T/B/x"), Dry);

        var request = await _server.NextRequest();
        Assert.Equal(("/services/T/B/x", SlackSender.Text(Dry), "false"),
            (request.Path, request.Text("text"), request.Text("unfurl_links")));
    }

    [Fact]
    public async Task Send_Ntfy_PostsJsonWithTokenPriorityAndLink()
    {
        var channel = _kit.AddChannel(
            new ChannelRequest { Kind = "ntfy", Name = "n", ["url"] = _server.Url, ["topic"] = "my-plants", ["token"] = "tk_1" });

        await _kit.Send(channel, Dry);

        var request = await _server.NextRequest();
        Assert.Equal(("/", "Bearer tk_1"), (request.Path, request.Headers["Authorization"]));
        Assert.Equal(
            ("my-plants", "Fern is dry <3", Dry.Body), (request.Text("topic"), request.Text("title"), request.Text("message")));
        Assert.Equal(("5", Dry.Link), (request.Text("priority"), request.Text("click")));
        Assert.Matches("^[0-9a-f]{16}$", request.Text("sequence_id"));
    }

    [Fact]
    public async Task Send_Telegram_PostsHtmlToTheChat()
    {
        var channel = _kit.AddChannel(
            new ChannelRequest
            {
                Kind = "telegram",
                Name = "t",
                ["url"] = _server.Url + "/",
                ["token"] = "12:ab_c-D",
                ["chat_id"] = "-100",
            });

        await _kit.Send(channel, Dry);

        var request = await _server.NextRequest();
        Assert.Equal(("/bot12:ab_c-D/sendMessage", "-100", "HTML", TelegramSender.Text(Dry)),
            (request.Path, request.Text("chat_id"), request.Text("parse_mode"), request.Text("text")));
    }

    [Fact]
    public async Task Send_Webhook_IsSignedOverTimeAndBody()
    {
        var channel = _kit.AddChannel("webhook", _server.Url + "/hook");
        var raised = TestAlerts.Raised(TestAlerts.Plant("Fern")).Event;
        var delivery = DeliveryStore.New(channel.Id, [raised], Dry, _kit.Now);

        await _kit.Senders.Send(channel, delivery, TestContext.Current.CancellationToken);

        var request = await _server.NextRequest();
        var seconds = (TestAlerts.Now / 1000).ToString(CultureInfo.InvariantCulture);
        Assert.Equal(delivery.Id, request.Headers["X-PlantOps-Delivery"]);
        Assert.Equal(
            WebhookSender.Sign("0123456789abcdef", TestAlerts.Now / 1000, request.Body), request.Headers["X-PlantOps-Signature"]);
        Assert.Equal(request.Headers["X-PlantOps-Delivery"], request.Headers["webhook-id"]);
        Assert.Equal($"{TestAlerts.Now / 1000}", request.Headers["webhook-timestamp"]);
        Assert.Equal(
            WebhookSender.SignStandard("0123456789abcdef", request.Headers["webhook-id"], TestAlerts.Now / 1000, request.Body),
            request.Headers["webhook-signature"]);
        Assert.StartsWith($"t={seconds},v1=", request.Headers["X-PlantOps-Signature"], StringComparison.Ordinal);
        Assert.Equal(
            (delivery.Id, "critical", "Fern is dry <3"), (request.Text("id"), request.Text("tone"), request.Text("title")));
        Assert.Equal((raised.AlertId, "raised"),
            (request.Json.GetProperty("events")[0].GetProperty("alert_id").GetString(),
                request.Json.GetProperty("events")[0].GetProperty("kind").GetString()));
    }

    // The example of the specification.
    [Fact]
    public void SignStandard_KeyIdTimeAndBody_IsWhatTheSpecificationSays() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSender.SignStandard(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, """{"test": 2432232314}"""));

    [Fact]
    public void Sign_KnownInput_IsTheKnownHash() => Assert.Equal(
        // printf '1.{}' | openssl dgst -sha256 -hmac key
        "t=1,v1=1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224", WebhookSender.Sign("key", 1, "{}"));

    [Theory]
    [InlineData(200, SendStatus.Sent)]
    [InlineData(302, SendStatus.Refused)]
    [InlineData(400, SendStatus.Refused)]
    [InlineData(404, SendStatus.Refused)]
    [InlineData(408, SendStatus.Later)]
    [InlineData(429, SendStatus.Later)]
    [InlineData(500, SendStatus.Later)]
    [InlineData(503, SendStatus.Later)]
    internal async Task Send_AnyStatus_IsSentRefusedOrTriedLater(int status, SendStatus expected)
    {
        _server.Answers(status, null, ("Location", _server.Url + "/elsewhere"));

        var outcome = await _kit.Send(_kit.AddChannel("webhook", _server.Url + "/secret-path"), Dry);

        Assert.Equal(expected, outcome.Status);
        Assert.DoesNotContain("secret", outcome.Reason ?? string.Empty, StringComparison.Ordinal);
        await _server.NextRequest();
        Assert.Equal(0, _server.Unseen);
    }

    [Theory]
    [InlineData("""{"message":"You are being rate limited.","retry_after":1.337,"global":false}""", "2", 1.337, false)]
    [InlineData("""{"message":"You are being rate limited.","retry_after":64.57,"global":true}""", "65", 64.57, true)]
    [InlineData("<html>", "7", 7, false)]
    public async Task Send_DiscordIsRateLimited_WaitsAsLongAsItSays(string body, string retryAfter, double seconds, bool global)
    {
        _server.Answers(429, body, ("Retry-After", retryAfter), ("X-RateLimit-Scope", "user"));

        var outcome = await _kit.Send(_kit.AddChannel("discord", _server.Url), Dry);

        Assert.Equal(
            (SendStatus.Later, TimeSpan.FromSeconds(seconds), global), (outcome.Status, outcome.Pause, outcome.PausesKind));
    }

    [Fact]
    public async Task Send_DiscordsLastAllowedMessage_PausesTheChannel()
    {
        _server.Answers(204, null, ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset-After", "1.5"));

        var outcome = await _kit.Send(_kit.AddChannel("discord", _server.Url), Dry);

        Assert.Equal((SendStatus.Sent, TimeSpan.FromSeconds(1.5)), (outcome.Status, outcome.Pause));
    }

    [Fact]
    public async Task Send_TelegramIsRateLimited_WaitsAsLongAsItSays()
    {
        _server.Answers(429,
            """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 5","parameters":{"retry_after":5}}""");
        var channel = _kit.AddChannel(
            new ChannelRequest { Kind = "telegram", Name = "t", ["url"] = _server.Url, ["token"] = "1:a", ["chat_id"] = "1" });

        var outcome = await _kit.Send(channel, Dry);

        Assert.Equal((SendStatus.Later, TimeSpan.FromSeconds(5)), (outcome.Status, outcome.Pause));
        Assert.EndsWith("answered 429: Too Many Requests: retry after 5", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_RetryAfterAsADate_WaitsUntilThen()
    {
        _server.Answers(
            503, null, ("Retry-After", _kit.Time.GetUtcNow().AddSeconds(90).ToString("R", CultureInfo.InvariantCulture)));

        Assert.Equal(TimeSpan.FromSeconds(90), (await _kit.Send(_kit.AddChannel("webhook", _server.Url), Dry)).Pause);
    }

    [Fact]
    public async Task Send_NoAnswer_EndsAfterFifteenSeconds()
    {
        _server.Hangs();
        var sending = _kit.Send(_kit.AddChannel("discord", _server.Url), Dry);
        await _server.NextRequest();
        Assert.False(sending.IsCompleted);

        _kit.Time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(SendOutcome.Later("There was no answer within 15 seconds."), await sending);
    }

    [Fact]
    public async Task Send_NobodyListens_IsTriedLater()
    {
        var url = _server.Url;
        await _server.DisposeAsync();

        var outcome = await _kit.Send(_kit.AddChannel("discord", url + "/hush"), Dry);

        Assert.Equal(SendStatus.Later, outcome.Status);
        Assert.DoesNotContain("hush", outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task Send_LocalTargetNotAllowed_IsRefusedBeforeItIsConnectedTo(string host)
    {
        await using var kit = new NotificationKit(new LiteDbTestStore(), allowLocal: false);
        var port = new Uri(_server.Url).Port;

        var outcome = await kit.Send(kit.AddChannel("discord", $"http://{host}:{port}/x"), Dry);

        Assert.Equal(SendStatus.Refused, outcome.Status);
        Assert.Contains("Notifications:AllowLocalTargets", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(0, _server.Unseen);
    }
}
