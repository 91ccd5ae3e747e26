using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using MailKit;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>Every kind of channel; what goes wrong on the way comes back as an outcome.</summary>
internal sealed class ChannelSenders(IEnumerable<IChannelSender> senders, TimeProvider time)
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly Dictionary<ChannelKind, IChannelSender> _senders = senders.ToDictionary(sender => sender.Kind);

    public IChannelSender Of(ChannelKind kind) => _senders[kind];

    /// <summary>Makes one attempt. A gateway that stops lets it come to its end, because what was begun cannot be taken back.</summary>
    public async Task<SendOutcome> Send(Channel channel, Delivery delivery)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        try
        {
            return await Of(channel.Kind).Send(channel, delivery, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            return SendOutcome.Later($"There was no answer within {Timeout.TotalSeconds:0} seconds.");
        }
        catch (CryptographicException)
        {
            return SendOutcome.Refused("The channel's secret cannot be decrypted any more; set it again.");
        }
        catch (Exception exception) when (LocalTarget(exception) is { } local)
        {
            return SendOutcome.Refused(local.Message);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or AuthenticationException or ProtocolException)
        {
            return SendOutcome.Later((exception.InnerException ?? exception).Message);
        }
    }

    private static LocalTargetException? LocalTarget(Exception? exception)
    {
        while (exception is not (null or LocalTargetException)) exception = exception.InnerException;
        return exception as LocalTargetException;
    }
}
