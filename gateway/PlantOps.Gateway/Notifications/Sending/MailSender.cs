using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>Mail over SMTP (RFC 5321), plain text.</summary>
internal sealed partial class MailSender(TargetConnector connector, ChannelStore channels, ILogger<MailSender> logger)
    : IChannelSender
{
    private const int SubmissionPort = 587;

    public ChannelKind Kind => ChannelKind.Email;

    // The same Message-ID twice is shown once by some mailboxes only.
    public bool CanRepeat => false;

    public async Task<SendOutcome> Send(Channel channel, Delivery delivery, SendAttempt attempt)
    {
        using var message = Write(channel, delivery);
        // Whether a certificate was revoked is asked for over plain HTTP, from wherever the certificate says.
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        try
        {
            await Connect(client, channel, attempt.Token);
            if (channel.Field(ChannelField.User) is { } user)
                await client.AuthenticateAsync(user, channels.Reveal(channel, ChannelField.Password) ?? string.Empty, attempt.Token);
            attempt.GoesOut();
            await client.SendAsync(message, attempt.Token);
        }
        catch (SmtpCommandException refused)
        {
            var reason = $"The mail server answered {(int)refused.StatusCode}: {refused.Message}";
            return (int)refused.StatusCode < 500 ? SendOutcome.Later(reason) : SendOutcome.Refused(reason);
        }
        catch (SslHandshakeException exception)
        {
            return SendOutcome.Later((exception.InnerException ?? exception).Message);
        }
        catch (ServiceNotAuthenticatedException exception)
        {
            // 530. Its owner can set user and password while it is tried again; no account is locked by that.
            return SendOutcome.Later($"The mail server wants a user and a password: {exception.Message}");
        }
        catch (Exception exception) when (exception is ServiceNotConnectedException or CommandException)
        {
            return SendOutcome.Later($"The mail server broke off: {exception.Message}");
        }
        catch (AuthenticationException)
        {
            return SendOutcome.Refused("The mail server does not take this user and password.");
        }
        catch (NotSupportedException)
        {
            return SendOutcome.Refused("The mail server does not offer STARTTLS or a way to sign in; see the channel's security.");
        }

        await TryQuit(client, attempt.Token);
        return SendOutcome.Sent;
    }

    private async Task Connect(SmtpClient client, Channel channel, CancellationToken cancellationToken)
    {
        var host = channel.Field(ChannelField.Host)!;
        var port = channel.Field(ChannelField.Port) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : SubmissionPort;
        var security = channel.Field(ChannelField.Security) switch
        {
            ChannelRules.Tls => SecureSocketOptions.SslOnConnect,
            ChannelRules.NoTls => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
        var socket = await connector.Connect(host, port, cancellationToken);
        await client.ConnectAsync(socket, host, port, security, cancellationToken);
    }

    /// <summary>The message is accepted: what goes wrong from here on must not have it sent again.</summary>
    private async Task TryQuit(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception exception)
        {
            // It mostly hung up first.
            Log.NotQuit(logger, exception.Message);
        }
    }

    private static MimeMessage Write(Channel channel, Delivery delivery)
    {
        var from = MailboxAddress.Parse(channel.Field(ChannelField.From)!);
        from.Name = "PlantOps";
        var message = new MimeMessage
        {
            MessageId = $"{delivery.Id}@plantops",
            Date = DateTimeOffset.FromUnixTimeMilliseconds(delivery.CreatedAt),
            Subject = delivery.Message.Title,
            Body = new TextPart("plain") { Text = ChannelText.Mail(delivery.Message) },
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(channel.Field(ChannelField.To)!));
        // So that nobody's holiday notice answers (RFC 3834).
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private static partial class Log
    {
        [LoggerMessage(2206, LogLevel.Debug, "A mail was taken; the session did not end in order: {Reason}")]
        public static partial void NotQuit(ILogger logger, string reason);
    }
}
