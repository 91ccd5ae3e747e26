using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External.Access;

/// <summary>Lets nobody ask who has not the broker's key; a wrong one costs its address time.</summary>
internal sealed class BrokerKey(IOptions<BrokerAccessOptions> options, TimeProvider time)
{
    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Key ?? string.Empty));
    private readonly LoginThrottle _throttle = new(time, ThrottleLimits.Default);

    public async ValueTask<object?> CheckAsync(EndpointFilterInvocationContext asked, EndpointFilterDelegate next)
    {
        var http = asked.HttpContext;
        var shown = http.Request.Headers[BrokerAccessApi.KeyHeader].FirstOrDefault()
            ?? http.Request.Query[BrokerAccessApi.KeyParameter].FirstOrDefault() ?? string.Empty;
        if (IsKey(shown)) return await next(asked);
        var caller = AddressKey.Of(http.Connection.RemoteIpAddress);
        if (_throttle.Wait(caller) is var wait && wait > TimeSpan.Zero)
        {
            http.Response.Headers[HeaderNames.RetryAfter] = Math.Ceiling(wait.TotalSeconds)
                .ToString(CultureInfo.InvariantCulture);
            return TypedResults.Problem("Too many wrong keys.", statusCode: StatusCodes.Status429TooManyRequests);
        }

        await Task.Delay(_throttle.Failed(caller), time, http.RequestAborted);
        return TypedResults.Problem(
            $"Send the key of Broker:AccessKeyFile: RabbitMQ as ?{BrokerAccessApi.KeyParameter}=KEY behind "
                + $"each address, others in the header {BrokerAccessApi.KeyHeader}.",
            statusCode: StatusCodes.Status403Forbidden);
    }

    private bool IsKey(string shown) => options.Value.Key is not null
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), _hash);
}
