using Microsoft.Extensions.Options;
using MQTTnet;
using MQTTnet.Formatter;

namespace PlantOps.Gateway.Broker.External.Mqtt;

/// <summary>Connects to an MQTT 5 broker as the gateway, and says why it does not let it in.</summary>
internal sealed class MqttConnector(IOptions<BrokerOptions> options, BrokerTrust trust)
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The ways there are, each tried in turn.</summary>
    public IReadOnlyList<BrokerAddress> Addresses => options.Value.Addresses;

    /// <param name="client">What is not connected.</param>
    /// <param name="address">Where to.</param>
    /// <param name="ask">What is asked for, beside who the gateway is.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="IOException">The broker does not let the gateway in, or is not the one it should be.</exception>
    public async Task<MqttClientConnectResult> ConnectAsync(
        IMqttClient client, BrokerAddress address, Action<MqttClientOptionsBuilder> ask, CancellationToken cancellationToken)
    {
        var (username, password) = (options.Value.Username, options.Value.Password());
        string? refusal = null;
        var builder = new MqttClientOptionsBuilder()
            .WithTcpServer(address.Host, address.Port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithTimeout(AnswerTimeout);
        if (username is not null) builder.WithCredentials(username, password ?? string.Empty);
        if (address.IsTls)
        {
            builder.WithTlsOptions(tls => tls.UseTls().WithTargetHost(address.Host).WithCertificateValidationHandler(shown =>
                (refusal = trust.ProblemOf(shown.Certificate, shown.Chain, shown.SslPolicyErrors, address.Host)) is null));
        }

        ask(builder);
        MqttClientConnectResult answer;
        try
        {
            answer = await client.ConnectAsync(builder.Build(), cancellationToken);
        }
        catch (Exception exception) when (refusal is not null && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException(refusal, exception);
        }

        if (answer.ResultCode == MqttClientConnectResultCode.Success) return answer;
        throw new IOException(username is null
            ? $"it does not let the gateway in without {BrokerOptions.UsernameSetting.Key} ({answer.ResultCode})."
            : $"it does not let {username} in ({answer.ResultCode}): see {BrokerOptions.UsernameSetting.Key} and "
                + $"{BrokerOptions.PasswordFileSetting.Key}.");
    }
}
