using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using PlantOps.Gateway.Tests.Hosting;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace PlantOps.Gateway.Tests.Notifications.Sending;

/// <summary>A real SMTP server that knows one user, and some mailboxes it does not deliver to.</summary>
internal sealed class MailServer : MessageStore, IAsyncDisposable, IUserAuthenticator, IMailboxFilter
{
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate = SelfSigned();
    private Task _running = Task.CompletedTask;

    public int Port { get; } = GatewayHost.FreePorts(1)[0];

    public List<MimeMessage> Received { get; } = [];

    public string? SignedIn { get; private set; }

    /// <param name="encrypted">Offers STARTTLS, with a certificate that nobody knows.</param>
    /// <param name="wantsLogIn">Takes no mail from those who did not sign in.</param>
    public void Start(bool encrypted = false, bool wantsLogIn = false)
    {
        var services = new ServiceProvider();
        services.Add((IMessageStore)this);
        services.Add((IUserAuthenticator)this);
        services.Add((IMailboxFilter)this);
        var options = new SmtpServerOptionsBuilder().ServerName("test")
            .Endpoint(endpoint =>
            {
                endpoint.Port(Port).AllowUnsecureAuthentication();
                if (encrypted) endpoint.Certificate(_certificate);
                if (wantsLogIn) endpoint.AuthenticationRequired();
            }).Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer,
        CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(buffer.ToArray());
        Received.Add(await MimeMessage.LoadAsync(stream, cancellationToken));
        return SmtpResponse.Ok;
    }

    public Task<bool> AuthenticateAsync(
        ISessionContext context, string user, string password, CancellationToken cancellationToken)
    {
        SignedIn = string.Create(CultureInfo.InvariantCulture, $"{user} {password}");
        return Task.FromResult(password == "right");
    }

    public Task<bool> CanAcceptFromAsync(
        ISessionContext context, SmtpServer.Mail.IMailbox from, int size, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    public Task<bool> CanDeliverToAsync(
        ISessionContext context, SmtpServer.Mail.IMailbox to, SmtpServer.Mail.IMailbox from,
        CancellationToken cancellationToken) =>
        to.User switch
        {
            "nobody" => throw new SmtpResponseException(SmtpResponse.MailboxUnavailable),
            "later" => throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.ServiceUnavailable, "come back later")),
            _ => Task.FromResult(true),
        };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_running);
        _certificate.Dispose();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
