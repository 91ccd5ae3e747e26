using Microsoft.Extensions.Options;
using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Logging;

namespace PlantOps.Gateway.App;

/// <summary>Tells whoever started the gateway where it listens and what to do next.</summary>
internal static partial class Welcome
{
    public static void Say(WebApplication app)
    {
        var endpoints = app.Services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        var directory = app.Services.GetRequiredService<DataDirectory>().Path;
        var host = endpoints.Host;
        var broker = app.Services.GetRequiredService<IBrokerForDevices>().AddressFor(host);
        if (app.Services.GetRequiredService<IOptions<LogOptions>>().Value.Format == LogFormat.Json)
        {
            // Whoever reads JSON gets nothing but JSON.
            Log.Started(app.Logger, endpoints.HttpsPort, broker.Port, endpoints.HttpPort, directory);
            return;
        }

        var plain = endpoints.MqttPlainPort == 0 || !endpoints.HasBroker
            ? string.Empty : $"\n  MQTT without TLS  127.0.0.1:{endpoints.MqttPlainPort}, from this machine only";
        var link = SignInLinksApi.Of(endpoints, app.Services.GetRequiredService<SignInLinks>());
        if (app.Services.GetService<DemoMark>() is { } demo)
        {
            Console.WriteLine(
                $"""

                A demo of PlantOps is running: six virtual plants and a year that never was.
                {(demo.Directory is null ? "Nothing of it is kept." : $"It is kept in {demo.Directory}.")}

                {OpenCommand.Text(link, directory)}

                Stop:               Ctrl-C

                """);
            return;
        }

        Console.WriteLine(
            $"""

            PlantOps is running.
              HTTPS API         https://{host}:{endpoints.HttpsPort}  (description at /docs)
              MQTT with TLS     {broker.Host}:{broker.Port}{plain}
              CA certificate    http://{host}:{endpoints.HttpPort}/ca.crt
              Data directory    {directory}

            {OpenCommand.Text(link, directory)}

            Add a device:       {OwnCommand.Line("device add \"Fern on the sill\"", directory)}
            Read its data:      {OwnCommand.Line("token create NAME", directory)}
            Stop:               Ctrl-C

            """);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3003, Level = LogLevel.Information,
            Message = "Started: HTTPS {HttpsPort}, MQTT with TLS {MqttTlsPort}, HTTP {HttpPort}, data in {Directory}")]
        public static partial void Started(ILogger logger, int httpsPort, int mqttTlsPort, int httpPort, string directory);
    }
}
