using System.Globalization;
using PlantOps.Gateway.Hosting.Settings;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace PlantOps.Gateway.Hosting.Logging;

internal static class GatewayLogging
{
    /// <summary>An event in the text format: one line, and those of its exception, indented.</summary>
    public const string Line =
        "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Message:lj} {CorrelationId}{NewLine}{Exception}";

    private const string AuthenticationLog = "PlantOps.Gateway.Access.BearerAuthentication";
    private const string WallAuthenticationLog = "PlantOps.Gateway.Access.Walls.WallAuthentication";

    public static IServiceCollection AddGatewayLogging(this IServiceCollection services)
    {
        services.AddOptions<LogOptions, LogOptionsSetup>();
        services.AddSingleton<StrangerLogLimit>();
        services.AddSingleton<RecentLog>();
        return services.AddSerilog((provider, logging) => Configure(
            logging, provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<RecentLog>()),
            preserveStaticLogger: true);
    }

    // From the configuration and unchecked: the logger is needed before wrong settings can be reported.
    private static void Configure(LoggerConfiguration logging, IConfiguration configuration, RecentLog recent)
    {
        var options = new LogOptions();
        new LogOptionsSetup(configuration).Configure(options);
        var framework = options.Level == LogEventLevel.Information ? LogEventLevel.Warning : options.Level;
        logging
            .MinimumLevel.Is(options.Level)
            .MinimumLevel.Override("Microsoft", framework)
            .MinimumLevel.Override("System", framework)
            // They say whole addresses, and some let somebody in or look: the request's own line says what may be said.
            .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.Routing", LogEventLevel.Warning)
            // It says lines a call, with a stack for what a caller got wrong, and below that whole messages, which hold what
            // people wrote. What goes wrong here is said by who answers the call.
            .MinimumLevel.Override("ModelContextProtocol", LogEventLevel.Fatal)
            // The framework's base class says "was challenged" in our name; the request's own line says 401.
            .MinimumLevel.Override(AuthenticationLog, framework)
            .MinimumLevel.Override(WallAuthenticationLog, framework)
            .Enrich.FromLogContext();
        SafeLogSink.WriteSafelyTo(logging, sink =>
        {
            if (options.Format == LogFormat.Json) sink.Console(new CompactJsonFormatter());
            else sink.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
            sink.Sink(recent);
        });
    }
}
