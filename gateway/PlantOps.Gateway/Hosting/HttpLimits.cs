using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PlantOps.Gateway.Hosting;

/// <summary>
/// What a connection may cost before anybody has signed in; docs/access.md has the table. All of them are stated, so that
/// another version of the framework does not change them.
/// </summary>
internal static class HttpLimits
{
    /// <summary>What callers send is a registration or less; a larger body is after the memory of a Raspberry Pi.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    public const int MaxRequestLineBytes = 8 * 1024;
    public const int MaxHeaderBytes = 16 * 1024;
    public const int MaxHeaders = 50;
    public const int MaxStreamsOfAConnection = 32;

    /// <summary>Connections of everybody else than this machine, on each of both HTTP ports.</summary>
    public const int MaxConnections = 512;

    /// <summary>Connections of one address; behind a container's network everybody has the same.</summary>
    public const int MaxConnectionsOfAnAddress = 128;

    private const int Window = 96 * 1024;
    private const double SlowestBytesPerSecond = 240;

    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxSilence = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static void Apply(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = MaxBodyBytes;
        limits.MaxRequestLineSize = MaxRequestLineBytes;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.MaxRequestHeaderCount = MaxHeaders;
        limits.MaxRequestBufferSize = 1024 * 1024;
        limits.MaxResponseBufferSize = 64 * 1024;
        limits.RequestHeadersTimeout = HeadersTimeout;
        limits.KeepAliveTimeout = MaxSilence;
        limits.MinRequestBodyDataRate = new MinDataRate(SlowestBytesPerSecond, Grace);
        limits.MinResponseDataRate = new MinDataRate(SlowestBytesPerSecond, Grace);
        limits.Http2.MaxStreamsPerConnection = MaxStreamsOfAConnection;
        limits.Http2.MaxRequestHeaderFieldSize = MaxRequestLineBytes;
        limits.Http2.HeaderTableSize = 4 * 1024;
        limits.Http2.MaxFrameSize = 16 * 1024;
        limits.Http2.InitialStreamWindowSize = Window;
        limits.Http2.InitialConnectionWindowSize = Window;
        limits.Http2.KeepAlivePingDelay = MaxSilence;
        limits.Http2.KeepAlivePingTimeout = HeadersTimeout;
    }
}
