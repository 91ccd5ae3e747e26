using System.Collections.Concurrent;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Server;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>Hands Kestrel's connections to the MQTT server, each behind a <see cref="DeviceChannel"/>.</summary>
internal sealed class DeviceConnectionHandler(
    PublishGate gate, DevicePresence presence, DeviceSessions sessions, DelayedWills wills, BrokerMetrics metrics,
    ClientFaults faults, TimeProvider time) : ConnectionHandler, IMqttServerAdapter
{
    private readonly ConcurrentDictionary<DeviceChannel, bool> _open = new();
    private MqttServerOptions _options = new();

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        if (ClientHandler is not { } serve) return;
        var buffer = new MqttBufferWriter(_options.WriterBufferSize, _options.WriterBufferSizeMax);
        var formatter = new MqttPacketFormatterAdapter(buffer);
        using var channel = new DeviceChannel(connection, formatter, gate, sessions, metrics, faults, time);

        // When the gateway stops, Kestrel waits for its connections to end; an MQTT client's would not by itself.
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        await using var ends = stopping.UnsafeRegister(static channel => ((DeviceChannel)channel!).End(), channel);
        _open[channel] = true;
        try
        {
            await serve(channel);
        }
        finally
        {
            _open.TryRemove(channel, out _);
            Leave(channel);
            _ = CloseInTimeAsync(connection);
        }
    }

    /// <summary>Ends what a device has open with another password than it has now; how many that were.</summary>
    public int EndEarlier(Device device)
    {
        var earlier = _open.Keys
            .Where(channel => channel.Device is { } other && other.Number == device.Number && !device.HasPasswordOf(other))
            .ToList();
        foreach (var channel in earlier) channel.End();
        return earlier.Count;
    }

    /// <summary>Ends what a login has open that is no more.</summary>
    public void End(string login)
    {
        foreach (var channel in _open.Keys.Where(channel => channel.Client?.Login?.Id == login)) channel.End();
    }

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        _options = options;
        return Task.CompletedTask;
    }

    public Task StopAsync() => Task.CompletedTask;

    public void Dispose()
    {
    }

    private void Leave(DeviceChannel channel)
    {
        if (!channel.IsCounted) return;
        metrics.Disconnected();
        if (channel.Device is not { } device) return;

        try
        {
            // Where the device has another connection, its session goes on there. From when it counts as away, its will waits.
            if (channel.Request?.DelayedWill is { } will && !_open.Keys.Any(other => other.Device?.Number == device.Number))
                wills.Broke(device.Id, will);
        }
        finally
        {
            presence.Disconnected(device.Number);
        }
    }

    // What is not sent yet is still sent, but not to a client that never reads it.
    private async Task CloseInTimeAsync(ConnectionContext connection)
    {
        try
        {
            await Task.Delay(PacketWriter.Timeout, time, connection.ConnectionClosed);
            connection.Abort(new ConnectionAbortedException("The client does not read."));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // It is closed.
        }
    }
}
