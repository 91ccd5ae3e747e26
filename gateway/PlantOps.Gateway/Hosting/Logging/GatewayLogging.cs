using System.Globalization;
using Microsoft.Extensions.Options;
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

    public static IServiceCollection AddGatewayLogging(this IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<LogOptions>, LogOptionsSetup>();
        services.AddSingleton<IValidateOptions<LogOptions>, LogOptionsSetup>();
        services.AddOptions<LogOptions>().ValidateOnStart();
        services.AddSingleton<StrangerLogLimit>();
        return services.AddSerilog((provider, logging) => Configure(logging, provider.GetRequiredService<IConfiguration>()));
    }

    // From the configuration and unchecked: the logger is needed before wrong settings can be reported.
    private static void Configure(LoggerConfiguration logging, IConfiguration configuration)
    {
        var options = new LogOptions();
        new LogOptionsSetup(configuration).Configure(options);
        var framework = options.Level == LogEventLevel.Information ? LogEventLevel.Warning : options.Level;
        logging
            .MinimumLevel.Is(options.Level)
            .MinimumLevel.Override("Microsoft", framework)
            .MinimumLevel.Override("System", framework)
            // The framework's base class says "was challenged" in our name; the request's own line says 401.
            .MinimumLevel.Override(AuthenticationLog, framework)
            .Enrich.FromLogContext();
        SafeLogSink.WriteSafelyTo(logging, sink =>
        {
            if (options.Format == LogFormat.Json) sink.Console(new CompactJsonFormatter());
            else sink.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
        });
    }
}
