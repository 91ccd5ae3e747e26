using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PlantOps.Gateway.Hosting;

/// <summary>The kind of endpoint a connection came in through. Set by the gateway on accept; no header can claim it.</summary>
internal enum Listener
{
    /// <summary>TLS, for everyone.</summary>
    Https,

    /// <summary>In the clear, for enrolment's first step and health only.</summary>
    Plain,

    /// <summary>The Unix socket in the data directory, for its owner.</summary>
    Local,

    /// <summary>For a broker of the owner's, which asks who may connect to it.</summary>
    Broker,
}

internal static class ListenerExtensions
{
    private static readonly object Key = new();

    public static void Mark(this ListenOptions options, Listener listener) => options.Use(next => connection =>
    {
        connection.Items[Key] = listener;
        return next(connection);
    });

    /// <summary>The kind of endpoint; <see cref="Listener.Plain"/>, the least trusted, where none was set.</summary>
    public static Listener Listener(this HttpContext context) =>
        context.Features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(Key, out var value) == true
            && value is Listener listener
            ? listener
            : Hosting.Listener.Plain;
}
