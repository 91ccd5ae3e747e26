using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace PlantOps.Gateway.Hosting;

/// <summary>
/// Applies <see cref="RequestLimits"/>, once it is known who asks. Not by the framework's middleware: that never disposes its
/// limiters, whose timers then keep everything that they refer to.
/// </summary>
internal sealed class RequestLimiter : IDisposable
{
    private const int DownloadsThatWait = 8;

    private readonly PartitionedRateLimiter<HttpContext>[] _limiters;
    private readonly PartitionedRateLimiter<HttpContext> _all;

    public RequestLimiter(RequestLimits limits)
    {
        _limiters =
        [
            OfStrangers(limits.StrangerBurst, limits.StrangerPace),
            AtATime(RequestLoad.Api, limits.RequestsOfACaller, limits.Queued, CallerOf),
            AtATime(RequestLoad.Api, limits.Requests, limits.Queued, _ => string.Empty),
            AtATime(RequestLoad.Stream, limits.StreamsOfACaller, 0, CallerOf),
            AtATime(RequestLoad.Stream, limits.Streams, 0, _ => string.Empty),
            AtATime(RequestLoad.Download, limits.Downloads, DownloadsThatWait, _ => string.Empty),
        ];
        _all = PartitionedRateLimiter.CreateChained(_limiters);
    }

    /// <summary>Lets a request go on in its turn, or answers that there are too many.</summary>
    public async Task LimitAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null)
        {
            await next(context);
            return;
        }

        using var lease = await TurnAsync(context);
        if (lease is null) return;
        if (lease.IsAcquired) await next(context);
        else await RefuseAsync(context);
    }

    public void Dispose()
    {
        _all.Dispose();
        foreach (var limiter in _limiters) limiter.Dispose();
    }

    // Null for who does not wait for it any more.
    private async ValueTask<RateLimitLease?> TurnAsync(HttpContext context)
    {
        try
        {
            return await _all.AcquireAsync(context, 1, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }

    private static PartitionedRateLimiter<HttpContext> OfStrangers(int burst, TimeSpan pace)
    {
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst, TokensPerPeriod = 1, ReplenishmentPeriod = pace, QueueLimit = 0,
        };
        return PartitionedRateLimiter.Create<HttpContext, string>(context => LoadOf(context) != RequestLoad.Stranger
            ? RateLimitPartition.GetNoLimiter(string.Empty)
            : RateLimitPartition.GetTokenBucketLimiter(AddressKey.Of(context.Connection.RemoteIpAddress), _ => bucket));
    }

    private static PartitionedRateLimiter<HttpContext> AtATime(
        RequestLoad load, int most, int waiting, Func<HttpContext, string> key) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => LoadOf(context) != load
            ? RateLimitPartition.GetNoLimiter(string.Empty)
            : RateLimitPartition.GetConcurrencyLimiter($"{load} {key(context)}", _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = most, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }));

    private static string CallerOf(HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? string.Empty;

    private static RequestLoad LoadOf(HttpContext context)
    {
        if (context.Listener() == Listener.Local) return RequestLoad.Free;
        if (context.User.Identity?.IsAuthenticated != true)
            return context.IsFromThisMachine() ? RequestLoad.Free : RequestLoad.Stranger;
        var stated = context.GetEndpoint()?.Metadata.OfType<RequestLoad>().FirstOrDefault() ?? RequestLoad.Free;
        if (stated != RequestLoad.Free) return stated;
        var isApi = context.Request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase);
        return isApi ? RequestLoad.Api : RequestLoad.Free;
    }

    private static async Task RefuseAsync(HttpContext context)
    {
        const int TooMany = StatusCodes.Status429TooManyRequests;
        const int Busy = StatusCodes.Status503ServiceUnavailable;
        var (status, title, detail, seconds) = LoadOf(context) switch
        {
            RequestLoad.Stranger => (TooMany, "Too many requests", "This address asks too often without a token.", 1),
            RequestLoad.Stream => (TooMany, "Too many streams", "There are too many open streams of events. Close one.", 15),
            RequestLoad.Download => (Busy, "Busy", "There are too many exports at a time.", 10),
            _ => (Busy, "Busy", "There are too many requests at a time, or the store is slow.", 1),
        };
        context.Response.Headers[HeaderNames.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
        await TypedResults.Problem(detail, statusCode: status, title: title).ExecuteAsync(context);
    }
}

internal static class RequestLimiting
{
    /// <summary>Threads for what is not the API: acknowledgements, timers, the command line.</summary>
    private const int OtherThreads = 8;

    private static readonly string[] Forwarded = ["Forwarded", "X-Forwarded-For"];

    public static IServiceCollection AddRequestLimits(this IServiceCollection services) =>
        services.AddSingleton(RequestLimits.Default).AddSingleton<RequestLimiter>();

    /// <summary>Must come after authentication, which says who asks, and before authorization, which answers strangers.</summary>
    public static void UseRequestLimits(this IApplicationBuilder app)
    {
        // A request that waits for a store holds its thread. Beside as many as may do so there are threads at once for the rest:
        // the pool would otherwise add one or two a second.
        var limits = app.ApplicationServices.GetRequiredService<RequestLimits>();
        ThreadPool.GetMinThreads(out var workers, out var completions);
        var needed = limits.Requests + limits.Downloads + Environment.ProcessorCount + OtherThreads;
        ThreadPool.SetMinThreads(Math.Max(workers, needed), completions);
        var limiter = app.ApplicationServices.GetRequiredService<RequestLimiter>();
        app.Use(next => context => limiter.LimitAsync(context, next));
    }

    /// <summary>Says how requests to an endpoint count.</summary>
    public static TBuilder Counts<TBuilder>(this TBuilder endpoint, RequestLoad load)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(load);

    /// <summary>Whether a request comes from this machine itself, and is not passed on by a proxy on it.</summary>
    public static bool IsFromThisMachine(this HttpContext context) => context.Listener() == Listener.Local
        || (context.Connection.RemoteIpAddress?.IsThisMachine() == true && !Forwarded.Any(context.Request.Headers.ContainsKey));

    public static bool IsThisMachine(this IPAddress address) =>
        IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
