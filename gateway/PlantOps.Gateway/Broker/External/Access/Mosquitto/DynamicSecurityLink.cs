using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using PlantOps.Gateway.Broker.External.Mqtt;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External.Access.Mosquitto;

/// <summary>
/// Commands to mosquitto's dynamic security plugin, each answered before the next is sent; for one who asks. A connection of
/// its own: answers are no messages of devices.
/// </summary>
internal sealed class DynamicSecurityLink : IDisposable
{
    private const string Topic = "$CONTROL/dynamic-security/v1";
    private const string AnswerTopic = Topic + "/response";
    private const int RandomBytes = 8;

    /// <summary>How long mosquitto may take for an answer; it writes its list to disk with each change.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly string _id = $"plantops-access-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}";
    private readonly MqttConnector _connector;
    private readonly string _user;
    private readonly TimeProvider _time;
    private volatile Question? _asked;
    private int _attempts;
    private int _questions;

    public DynamicSecurityLink(MqttConnector connector, IOptions<BrokerOptions> options, TimeProvider time)
    {
        (_connector, _user, _time) = (connector, options.Value.Username ?? "the gateway", time);
        _client.ApplicationMessageReceivedAsync += ReceivedAsync;
        _client.DisconnectedAsync += disconnected =>
        {
            _asked?.Answer.TrySetException(new BrokerAwayException($"mosquitto ended the connection: {disconnected.Reason}."));
            return Task.CompletedTask;
        };
    }

    /// <summary>Whether it is the same mosquitto as at the last question.</summary>
    public bool IsConnected => _client.IsConnected;

    /// <summary>Sends commands and returns what became of each, in their order.</summary>
    /// <exception cref="IOException">mosquitto cannot be reached, does not answer, or does not let the gateway ask.</exception>
    public async Task<IReadOnlyList<SecurityAnswer>> AskAsync(
        IReadOnlyList<SecurityCommand> commands, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Patience, _time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        var question = new Question(string.Create(null, $"{_id}-{++_questions}"));
        try
        {
            if (!_client.IsConnected) await ConnectAsync(patience.Token);
            _asked = question;
            var payload = question.PayloadOf(commands);
            var sent = await _client.PublishBinaryAsync(
                Topic, payload, MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: patience.Token);
            if (!sent.IsSuccess) throw NotAllowed(sent.ReasonCode.ToString());
            var answers = await question.Answer.Task.WaitAsync(patience.Token);
            if (answers.Count == commands.Count) return answers;
            throw new IOException($"mosquitto answered {answers.Count} of {commands.Count} commands.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokerAwayException(
                "mosquitto's dynamic security plugin does not answer. Is it there "
                    + "(plugin …/mosquitto_dynamic_security.so in mosquitto.conf)?");
        }
        catch (Exception exception) when (
            exception is MqttCommunicationException or InvalidOperationException or ObjectDisposedException)
        {
            var reason = FaultReason.Of(exception.InnerException ?? exception);
            throw new BrokerAwayException($"mosquitto cannot be reached: {reason}", exception);
        }
        finally
        {
            _asked = null;
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var address = _connector.Addresses[_attempts++ % _connector.Addresses.Count];
        await _connector.ConnectAsync(_client, address, options => options.WithClientId(_id), cancellationToken);
        var answer = await _client.SubscribeAsync(AnswerTopic, MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken);
        var refused = answer.Items.FirstOrDefault(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2);
        if (refused is null) return;
        await _client.DisconnectAsync(cancellationToken: cancellationToken);
        throw NotAllowed(refused.ResultCode.ToString());
    }

    private IOException NotAllowed(string code) => new(
        $"mosquitto does not let {_user} change its list of clients ({code}): "
            + $"`mosquitto_ctrl dynsec addClientRole {_user} admin` lets it.");

    private Task ReceivedAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        if (_asked is not { } asked) return Task.CompletedTask;
        var json = new Utf8JsonReader(received.ApplicationMessage.Payload);
        try
        {
            var answers = JsonSerializer.Deserialize(ref json, SecurityJson.Default.SecurityResponse)?.Responses ?? [];

            // What another gateway asked is answered to all.
            if (answers.Any(answer => answer.Correlation == asked.Id)) asked.Answer.TrySetResult(answers);
        }
        catch (JsonException exception)
        {
            asked.Answer.TrySetException(new IOException($"mosquitto's answer cannot be read: {exception.Message}", exception));
        }

        return Task.CompletedTask;
    }

    private sealed record Question(string Id)
    {
        public TaskCompletionSource<IReadOnlyList<SecurityAnswer>> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public byte[] PayloadOf(IReadOnlyList<SecurityCommand> commands) => JsonSerializer.SerializeToUtf8Bytes(
            new SecurityRequest { Commands = [.. commands.Select(command => command with { Correlation = Id })] },
            SecurityJson.Default.SecurityRequest);
    }
}
