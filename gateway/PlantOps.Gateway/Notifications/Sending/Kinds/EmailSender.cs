using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending.Kinds;

/// <summary>Mail over SMTP (RFC 5321), plain text.</summary>
internal sealed partial class EmailSender(TargetConnector connector, ILogger<EmailSender> logger) : IChannelSender
{
    // The same Message-ID twice is shown once by some mailboxes only: it cannot be repeated.
    public static readonly ChannelKind Kind = new ChannelKind<EmailSender>
    {
        Name = "email",
        Title = "e-mail",
        Fields =
        [
            new(Host, "the mail server") { Check = FieldChecks.Host, Example = "mail.example.org" },
            new(Port, "its port; 587 by default")
            {
                IsRequired = false, IsNumber = true, Check = FieldChecks.Port, Example = "587",
            },
            new(Security, $"{StartTls} by default, {Tls}, or {NoTls} for a server of the local network")
            {
                IsRequired = false, Example = StartTls,
                Check = (value, _) => value is StartTls or Tls or NoTls ? null : $"{StartTls}, {Tls} or {NoTls}.",
            },
            new(User, "who signs in there") { IsRequired = false, Example = "plants" },
            new(Password, "the password") { IsRequired = false, IsSecret = true, Example = "…" },
            new(From, "the sender's address") { Check = ProblemOfAddress, Example = "plants@example.org" },
            new(To, "who gets it") { Check = ProblemOfAddress, Example = "ada@example.org" },
        ],
        Check = ProblemsOfLogIn,
    };

    private const string Host = "host";
    private const string Port = "port";
    private const string Security = "security";
    private const string User = "user";
    private const string Password = "password";
    private const string From = "from";
    private const string To = "to";
    private const string StartTls = "starttls";
    private const string Tls = "tls";
    private const string NoTls = "none";
    private const int SubmissionPort = 587;

    public static string Text(Message message) => message.Body + (message.Link is { } link ? $"\n\n{link}" : string.Empty) + "\n";

    public async Task<SendOutcome> Send(IReadOnlyDictionary<string, string> fields, Delivery delivery, SendAttempt attempt)
    {
        using var message = Write(fields, delivery);
        // Whether a certificate was revoked is asked for over plain HTTP, from wherever the certificate says.
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        try
        {
            await Connect(client, fields, attempt.Token);
            if (fields.GetValueOrDefault(User) is { } user)
                await client.AuthenticateAsync(user, fields.GetValueOrDefault(Password, string.Empty), attempt.Token);
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
            return SendOutcome.Refused(
                "The mail server does not offer STARTTLS or a way to sign in; see the channel's security.");
        }

        await TryQuit(client, attempt.Token);
        return SendOutcome.Sent;
    }

    private async Task Connect(SmtpClient client, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var host = fields[Host];
        var port = fields.GetValueOrDefault(Port) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : SubmissionPort;
        var security = fields.GetValueOrDefault(Security) switch
        {
            Tls => SecureSocketOptions.SslOnConnect,
            NoTls => SecureSocketOptions.None,
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

    private static MimeMessage Write(IReadOnlyDictionary<string, string> fields, Delivery delivery)
    {
        var from = MailboxAddress.Parse(fields[From]);
        from.Name = "PlantOps";
        var message = new MimeMessage
        {
            MessageId = $"{delivery.Id}@plantops",
            Date = DateTimeOffset.FromUnixTimeMilliseconds(delivery.CreatedAt),
            Subject = delivery.Message.Title,
            Body = new TextPart("plain") { Text = Text(delivery.Message) },
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(fields[To]));
        // So that nobody's holiday notice answers (RFC 3834).
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private static Dictionary<string, string> ProblemsOfLogIn(IReadOnlyDictionary<string, string> fields, bool allowLocal)
    {
        var problems = new Dictionary<string, string>();
        if (!fields.ContainsKey(Password)) return problems;
        if (!fields.ContainsKey(User)) problems[User] = "There is a password and nobody to sign in.";
        if (fields.GetValueOrDefault(Security) == NoTls && !allowLocal)
        {
            problems[Security] =
                $"A password is not sent in the clear, unless {NotificationOptions.AllowLocalTargetsKey} is true.";
        }

        return problems;
    }

    // What exactly is an address only its server knows; this keeps out what would change a mail's header.
    private static string? ProblemOfAddress(string value, bool allowLocal) =>
        value.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == value.LastIndexOf('@') && at < value.Length - 1
        && value.All(c => c > ' ' && c is not ('<' or '>' or ',' or ';' or '"' or '(' or ')'))
        && MailboxAddress.TryParse(value, out _)
            ? null
            : "A mail address such as fern@example.org.";

    private static partial class Log
    {
        [LoggerMessage(2206, LogLevel.Debug, "A mail was taken; the session did not end in order: {Reason}")]
        public static partial void NotQuit(ILogger logger, string reason);
    }
}
