using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Clients;

/// <summary>mosquitto_pub and mosquitto_sub over TLS, with a device's credentials.</summary>
internal sealed class MosquittoClient(GatewayProcess gateway, Credentials device)
{
    public Task<Finished> PublishAsync(string topic, string payload, params string[] more) =>
        Finished.RunAsync("mosquitto_pub", [.. Connection, "-t", topic, "-s", .. more], payload);

    public Task<Finished> SubscribeAsync(string filter, params string[] more) =>
        Finished.RunAsync("mosquitto_sub", [.. Connection, "-t", filter, .. more]);

    private string[] Connection =>
    [
        "-h", "localhost", "-p", $"{gateway.MqttPort}", "--cafile", gateway.CaFile, "-u", device.Username, "-P", device.Password,
    ];
}
