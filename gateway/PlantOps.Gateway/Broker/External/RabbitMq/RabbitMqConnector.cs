using System.Net.Security;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PlantOps.Gateway.Broker.External.RabbitMq;

/// <summary>Opens connections to a node of RabbitMQ, the next one with each attempt.</summary>
internal sealed class RabbitMqConnector(IOptions<BrokerOptions> options, BrokerTrust trust)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    private readonly BrokerOptions _options = options.Value;

    // Gateways begin at different nodes, so that one does not have them all.
    private int _attempts = RandomNumberGenerator.GetInt32(options.Value.Addresses.Count);

    /// <summary>Where the next attempt goes.</summary>
    public BrokerAddress Next() =>
        _options.Addresses[(int)((uint)Interlocked.Increment(ref _attempts) % (uint)_options.Addresses.Count)];

    /// <param name="address">Of the node.</param>
    /// <param name="name">What RabbitMQ shows of it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="IOException">It cannot be reached, does not let the gateway in, or is not the one it should
    /// be.</exception>
    public async Task<IConnection> OpenAsync(BrokerAddress address, string name, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            HostName = address.Host,
            Port = address.Port,

            // A lost connection is opened anew here, at another node, and with everything in it: what was unacknowledged comes
            // again.
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = Heartbeat,
            RequestedConnectionTimeout = AnswerTimeout,
            HandshakeContinuationTimeout = AnswerTimeout,
            ContinuationTimeout = AnswerTimeout,
            ClientProvidedName = name,
        };
        if (_options.Username is { } username)
            (factory.UserName, factory.Password) = (username, _options.Password() ?? string.Empty);
        string? refusal = null;
        if (address.IsTls)
        {
            factory.Ssl = new SslOption(address.Host, enabled: true)
            {
                Version = ServerCertificates.Protocols,
                AcceptablePolicyErrors = SslPolicyErrors.RemoteCertificateChainErrors,
                CertificateValidationCallback = (_, shown, sent, errors) =>
                    (refusal = trust.ProblemOf(shown, sent, errors, address.Host)) is null,
            };
        }

        try
        {
            return await factory.CreateConnectionAsync(cancellationToken);
        }
        catch (BrokerUnreachableException exception)
        {
            throw new IOException(refusal ?? Reason(exception.InnerException ?? exception), exception);
        }
    }

    // What the client says itself is only that it could not.
    private string Reason(Exception inner) => inner switch
    {
        AggregateException { InnerException: { } one } => Reason(one),
        AuthenticationFailureException => $"it does not let {_options.Username ?? "guest"} in: "
            + $"see {BrokerOptions.UsernameSetting.Key} and {BrokerOptions.PasswordFileSetting.Key}.",
        { InnerException: { } within } => Reason(within),
        _ => FaultReason.Of(inner),
    };
}
