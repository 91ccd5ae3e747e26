namespace PlantOps.Gateway.Hosting;

/// <summary>The gateway cannot start; the message tells its owner why and what to do.</summary>
internal sealed class GatewayStartException(string message, Exception? inner = null) : Exception(message, inner);
