using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PlantOps.Gateway.Tests.Logs;

/// <summary>Gives a gateway's own log what it always has, and its test the lines from information up.</summary>
internal sealed class LoggerTee(ILoggerFactory inner, bool ownsInner, ServerLog log) : ILoggerFactory
{
    /// <summary>Stands before the log that the services have now.</summary>
    public static void Insert(IServiceCollection services, ServerLog log)
    {
        var registered = services.Last(service => service.ServiceType == typeof(ILoggerFactory));
        var ownsInner = registered.ImplementationInstance is null;
        services.AddSingleton<ILoggerFactory>(provider => new LoggerTee(Create(registered, provider), ownsInner, log));
    }

    public ILogger CreateLogger(string categoryName) => new Tee(categoryName, inner.CreateLogger(categoryName), log);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose()
    {
        if (ownsInner) inner.Dispose();
    }

    private static ILoggerFactory Create(ServiceDescriptor registered, IServiceProvider provider) =>
        (ILoggerFactory)(registered.ImplementationInstance ?? registered.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!));

    private sealed class Tee(string category, ILogger inner, ServerLog log) : ILogger
    {
        private static readonly string[] Frameworks = ["Microsoft.", "System."];

        private readonly LogLevel _least =
            Frameworks.Any(name => category.StartsWith(name, StringComparison.Ordinal)) ? LogLevel.Warning : LogLevel.Information;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= _least || inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= _least)
            {
                var fault = exception is null ? "" : $"{Environment.NewLine}{exception}";
                log.Add($"{logLevel} {category}: {formatter(state, exception)}{fault}");
            }

            if (inner.IsEnabled(logLevel)) inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
