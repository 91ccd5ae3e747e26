using System.Net;
using System.Net.Sockets;

namespace PlantOps.Attack.Attacks;

/// <summary>Connections to every port that say nothing, or half of something, and stay.</summary>
internal sealed class IdleAttack : IAttack
{
    private static readonly byte[][] Openings =
    [
        [], [0x10], [0x10, 0xFF, 0xFF, 0xFF], [0x16, 0x03, 0x01], "GET / HTTP/1.1\r\nHost: x\r\nX-"u8.ToArray(),
        "PRI * HTTP/2.0\r\n"u8.ToArray(),
    ];

    public string Name => "idle";

    public async Task RunAsync(Assault assault)
    {
        assault.Tally.MustReach("connections", "requests answered beside them", "log-ins beside them");
        var gateway = assault.Target.Gateway;
        int[] ports = [gateway.HttpPort, gateway.HttpsPort, gateway.MqttPort, gateway.PlainMqttPort];
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < assault.Pick(200, 2_000); i++)
            {
                foreach (var port in ports) await OpenAsync(assault, port, sockets);
                if (i % 50 == 0) await UseAsync(assault, i);
            }

            await UseAsync(assault, -1);
            if (assault.IsLong) await ClosedAsync(assault, sockets);
        }
        finally
        {
            foreach (var socket in sockets) socket.Dispose();
        }
    }

    private static async Task OpenAsync(Assault assault, int port, List<Socket> sockets)
    {
        assault.Tally.Tried();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        sockets.Add(socket);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, assault.Target.Over);
            await socket.SendAsync(Openings[assault.Random.Next(Openings.Length)], assault.Target.Over);
            assault.Tally.Reached("connections");
        }
        catch (SocketException)
        {
            assault.Tally.Reached("connections refused");
        }
    }

    /// <summary>What a device and a person do meanwhile.</summary>
    private static async Task UseAsync(Assault assault, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/devices");
        using var response = await assault.SendAsync(assault.Target.Owner, request, "GET /api/v1/devices");
        if (response?.StatusCode == HttpStatusCode.OK) assault.Tally.Reached("requests answered beside them");
        else assault.Tally.Failed("the API is refused beside idle connections", $"{response?.StatusCode}");
        var device = await assault.Target.EnrolAsync($"idle-{number}");
        await using var connection = await assault.Target.LogInAsync(device, isSecure: true);
        assault.Tally.Reached("log-ins beside them");
    }

    private static async Task ClosedAsync(Assault assault, List<Socket> sockets)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(assault.Target.Over);
        deadline.CancelAfter(TimeSpan.FromMinutes(4));
        try
        {
            var buffer = new byte[4096];
            foreach (var socket in sockets.Where(socket => socket.Connected)) await DrainAsync(socket, buffer, deadline.Token);
            assault.Tally.Note("every idle connection was closed by the gateway");
        }
        catch (OperationCanceledException) when (!assault.Target.Over.IsCancellationRequested)
        {
            assault.Tally.Failed("idle connections stay for more than four minutes");
        }
    }

    private static async Task DrainAsync(Socket socket, byte[] buffer, CancellationToken deadline)
    {
        try
        {
            while (await socket.ReceiveAsync(buffer, deadline) > 0) { }
        }
        catch (SocketException)
        {
            // Closed with a reset.
        }
    }
}
