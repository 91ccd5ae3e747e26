using System.Globalization;
using MimeKit;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.Sending;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Notifications.Sending;

/// <summary>Mail against a real SMTP server.</summary>
public sealed class EmailSenderTests : IAsyncLifetime
{
    private static readonly Message Dry = new(
        Tone.Warning, "Fern (Küche) is dry\r\nBcc: evil@example.org", ["Soil moisture 6 %.", "Water it. 🌱"], "https://x.org/");

    private readonly NotificationKit _kit = new(new LiteDbTestStore());
    private readonly MailServer _server = new();

    public ValueTask InitializeAsync()
    {
        _server.Start();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _kit.DisposeAsync();
    }

    [Fact]
    public async Task Send_Mail_ArrivesAsPlainTextUnderTheDeliverysId()
    {
        var channel = Channel(settings => (settings["user"], settings["password"]) = ("plants", "right"));
        var delivery = DeliveryStore.New(_kit.Now, channel.Id, "test", Dry, _kit.Now);

        var outcome = await _kit.Senders.Send(channel, delivery, TestContext.Current.CancellationToken);

        Assert.Equal(SendOutcome.Sent, outcome);
        var mail = Assert.Single(_server.Received);
        Assert.Equal(("plants@example.org", "ada@example.org"),
            (mail.From.Mailboxes.Single().Address, mail.To.Mailboxes.Single().Address));
        Assert.Empty(mail.Bcc);
        Assert.StartsWith("Fern (Küche) is dry", mail.Subject, StringComparison.Ordinal);
        Assert.Equal($"{delivery.Id}@plantops", mail.MessageId);
        Assert.Equal("Soil moisture 6 %.\nWater it. 🌱\n\nhttps://x.org/", mail.TextBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("plants right", _server.SignedIn);
    }

    [Fact]
    public async Task Send_WrongPassword_IsRefused()
    {
        var outcome = await _kit.Send(Channel(settings => (settings["user"], settings["password"]) = ("plants", "wrong")), Dry);

        Assert.Equal(SendOutcome.Refused("The mail server does not take this user and password."), outcome);
        Assert.Empty(_server.Received);
    }

    [Fact]
    public async Task Send_NoSuchMailbox_IsRefused()
    {
        var outcome = await _kit.Send(Channel(settings => settings["to"] = "nobody@example.org"), Dry);

        Assert.Equal(SendStatus.Refused, outcome.Status);
        Assert.StartsWith("The mail server answered 550", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_NotNow_IsTriedLater() =>
        Assert.Equal(SendStatus.Later, (await _kit.Send(Channel(settings => settings["to"] = "later@example.org"), Dry)).Status);

    [Fact]
    public async Task Send_NoStartTls_IsRefusedInsteadOfSentInTheClear()
    {
        var outcome = await _kit.Send(Channel(settings => settings["security"] = null), Dry);

        Assert.Equal(SendStatus.Refused, outcome.Status);
        Assert.Empty(_server.Received);
    }

    [Fact]
    public async Task Send_CertificateOfNobodyKnown_IsTriedLaterAndNothingIsSaid()
    {
        await using var server = new MailServer();
        server.Start(encrypted: true);
        var channel = Channel(settings =>
        {
            (settings["security"], settings["port"]) = (null, Text(server.Port));
            (settings["user"], settings["password"]) = ("plants", "right");
        });

        var outcome = await _kit.Send(channel, Dry);

        Assert.Equal(SendStatus.Later, outcome.Status);
        Assert.Contains("certificate", outcome.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((0, null), (server.Received.Count, server.SignedIn));
    }

    [Fact]
    public async Task Send_LocalServerNotAllowed_IsRefused()
    {
        await using var kit = new NotificationKit(new LiteDbTestStore(), allowLocal: false);

        var outcome = await kit.Send(kit.AddChannel(Settings()), Dry);

        Assert.Equal(SendStatus.Refused, outcome.Status);
        Assert.Contains("Notifications:AllowLocalTargets", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_NoServer_IsTriedLater()
    {
        await _server.DisposeAsync();

        Assert.Equal(SendStatus.Later, (await _kit.Send(Channel(_ => { }), Dry)).Status);
    }

    [Fact]
    public async Task Send_ServerWantsALogIn_SaysSoAndIsTriedLater()
    {
        using var server = new ScriptedMailServer("220 here", "250 hello", "530 5.7.0 Authentication required");

        var outcome = await _kit.Send(Channel(settings => settings["port"] = Text(server.Port)), Dry);

        Assert.Equal(SendStatus.Later, outcome.Status);
        Assert.Contains("5.7.0 Authentication required", outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("220 here")]
    [InlineData("220 here", "250 hello")]
    [InlineData("220 here", "250 hello", "250 ok", "250 ok", "354 go on")]
    [InlineData("220 here", "nonsense")]
    [InlineData("421 go away")]
    public async Task Send_ServerBreaksOff_IsTriedLaterWithAReason(params string[] answers)
    {
        using var server = new ScriptedMailServer(answers);

        var outcome = await _kit.Send(Channel(settings => settings["port"] = Text(server.Port)), Dry);

        Assert.Equal(SendStatus.Later, outcome.Status);
        Assert.False(string.IsNullOrWhiteSpace(outcome.Reason));
        Assert.False(outcome.IsFault);
    }

    [Theory]
    [InlineData]
    [InlineData("220 here")]
    [InlineData("220 here", "250 hello", "250 ok", "250 ok", "354 go on")]
    public async Task Send_ServerFallsSilent_EndsAtTheDeadline(params string[] answers)
    {
        using var server = new ScriptedMailServer(answers) { HangsUp = false };
        var sending = _kit.Send(Channel(settings => settings["port"] = Text(server.Port)), Dry);
        await server.Done.Task.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);

        _kit.Time.Advance(ChannelSenders.Timeout);

        Assert.Equal(SendOutcome.Later("There was no answer within 15 seconds."), await sending);
    }

    private Channel Channel(Action<ChannelRequest> change)
    {
        var settings = Settings();
        change(settings);
        return _kit.AddChannel(settings);
    }

    private ChannelRequest Settings() => new()
    {
        Kind = "email", Name = "mail", ["host"] = "localhost", ["port"] = Text(_server.Port), ["security"] = "none",
        ["from"] = "plants@example.org", ["to"] = "ada@example.org",
    };

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
