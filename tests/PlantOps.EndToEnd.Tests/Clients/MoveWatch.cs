using System.Net.Sockets;
using System.Text.Json;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Clients;

/// <summary>Where a move to another store can be.</summary>
public enum MoveMoment
{
    /// <summary>It copies, while the gateway goes on.</summary>
    Begun,

    /// <summary>Days are on both sides and compared, while the gateway goes on.</summary>
    Compared,

    /// <summary>The gateway lets nobody in, and what came meanwhile is copied.</summary>
    Switching,

    /// <summary>The other store counts, and the gateway starts on it.</summary>
    Switched,
}

/// <summary>Watches the next move of a gateway, closely.</summary>
internal sealed class MoveWatch(GatewayProcess gateway) : IDisposable
{
    private const string Copying = "Moving everything to";
    private const string Moved = "compared day by day; starting again";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly int _begun = Said(gateway, Copying);
    private readonly int _moved = Said(gateway, Moved);
    private readonly HttpClient _local = CreateLocal(gateway.DataDirectory);

    /// <summary>Waits until it is at that moment or beyond.</summary>
    public async Task UntilAsync(MoveMoment moment)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!(await LatestAsync(deadline.Token) >= moment)) await beat.WaitForNextTickAsync(deadline.Token);
    }

    public void Dispose() => _local.Dispose();

    // Null before it has begun.
    private async Task<MoveMoment?> LatestAsync(CancellationToken deadline)
    {
        if (Said(gateway, Moved) > _moved) return MoveMoment.Switched;
        if (Said(gateway, Copying) == _begun) return null;
        try
        {
            var view = JsonDocument.Parse(await _local.GetStringAsync("/local/store/move", deadline)).RootElement;
            return view.GetProperty("phase").GetString() switch
            {
                "copying" => view.GetProperty("days_done").GetInt32() > 0 ? MoveMoment.Compared : MoveMoment.Begun,
                _ => MoveMoment.Switching,
            };
        }
        catch (HttpRequestException)
        {
            // It lets nobody in any more.
            return MoveMoment.Switching;
        }
    }

    private static int Said(GatewayProcess gateway, string words) => gateway.Output.Split(words).Length - 1;

    private static HttpClient CreateLocal(string directory) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(directory, "plantops.sock")), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = new Uri("http://localhost") };
}
