using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using MailKit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>Every kind of channel. Whatever goes wrong on the way comes back as an outcome.</summary>
internal sealed partial class ChannelSenders(
    ChannelKinds kinds, ChannelStore channels, IServiceProvider services, TimeProvider time, ILogger<ChannelSenders> logger)
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>With what a sender that does not look at its deadline is given on top.</summary>
    public static readonly TimeSpan MaxAttempt = Timeout + TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, IChannelSender> _senders =
        kinds.All.ToDictionary(kind => kind.Name, kind => kind.Sender(services));

    /// <summary>Whether the same delivery sent twice arrives once.</summary>
    public bool CanRepeat(Channel channel) => kinds.Find(channel.Kind) is { CanRepeat: true };

    /// <summary>Makes one attempt; it ends within <see cref="MaxAttempt"/>, with an outcome.</summary>
    /// <param name="channel">Where to.</param>
    /// <param name="delivery">What.</param>
    /// <param name="stopping">Breaks it off while nothing has gone out.</param>
    public async Task<SendOutcome> Send(Channel channel, Delivery delivery, CancellationToken stopping = default)
    {
        using var attempt = new SendAttempt(Timeout, time, stopping);
        try
        {
            var sending = _senders[channel.Kind].Send(channels.Reveal(channel), delivery, attempt);
            return await sending.WaitAsync(MaxAttempt, time, CancellationToken.None);
        }
        catch (Exception) when (attempt.IsBrokenOff)
        {
            return SendOutcome.BrokenOff;
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
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
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or SocketException or AuthenticationException
                or ProtocolException)
        {
            return SendOutcome.Later((exception.InnerException ?? exception).Message);
        }
        catch (Exception exception)
        {
            Log.Unexpected(logger, delivery.Id, channel.Kind, exception);
            return SendOutcome.Later(FaultReason.Of(exception)) with { IsFault = true };
        }
    }

    private static LocalTargetException? LocalTarget(Exception? exception)
    {
        while (exception is not (null or LocalTargetException)) exception = exception.InnerException;
        return exception as LocalTargetException;
    }

    private static partial class Log
    {
        [LoggerMessage(2205, LogLevel.Error, "Sending message {Delivery} over {Kind} failed unexpectedly")]
        public static partial void Unexpected(ILogger logger, string delivery, string kind, Exception exception);
    }
}
