using System.Diagnostics;
using System.Globalization;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>HAProxy with the configuration that comes with the documentation.</summary>
internal sealed class LoadBalancer : IAsyncDisposable
{
    private readonly Process _process;

    private LoadBalancer(Process process) => _process = process;

    public bool HasEnded => _process.HasExited;

    /// <summary>Starts it at one address before others at the same ports.</summary>
    /// <param name="front">Where others find it.</param>
    /// <param name="gateways">The others' addresses.</param>
    /// <param name="machine">Where it runs.</param>
    /// <param name="more">A file of further configuration.</param>
    public static LoadBalancer Start(
        GatewayEndpoint front, IReadOnlyList<string> gateways, Machine? machine = null, string? more = null)
    {
        Component.Need("haproxy");
        string[] files = ["-f", Path.Combine(Repository.Root, "docs/fleet/haproxy.cfg"),
            .. more is null ? (string[])[] : ["-f", more]];
        var start = (machine ?? Machine.This).Start("/usr/sbin/haproxy", ["-db", .. files]);
        start.Environment["LISTEN"] = front.Address;
        start.Environment["HTTP_PORT"] = Text(front.Http);
        start.Environment["HTTPS_PORT"] = Text(front.Https);
        start.Environment["MQTT_PORT"] = Text(front.Mqtt);
        for (var i = 0; i < gateways.Count; i++) start.Environment["GATEWAY_" + Text(i + 1)] = gateways[i];
        return new LoadBalancer(Process.Start(start)!);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
