using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace PlantOps.Gateway.Tests.Hosting;

/// <summary>Lets a test call from any address, by a header: there is nothing but loopback to call from.</summary>
internal static class CallerAddress
{
    public const string Header = "X-Test-Address";

    public static void FromHeader(IServiceCollection services) => services.AddSingleton<IStartupFilter, Filter>();

    private sealed class Filter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                var given = context.Request.Headers[Header];
                if (IPAddress.TryParse(given, out var address)) context.Connection.RemoteIpAddress = address;
                return rest(context);
            });
            next(app);
        };
    }
}
