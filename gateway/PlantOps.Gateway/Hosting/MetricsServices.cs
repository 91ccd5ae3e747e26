using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace PlantOps.Gateway.Hosting;

/// <summary>Shows every instrument of the gateway's meter at <c>/metrics</c>, in Prometheus' form.</summary>
internal static class MetricsServices
{
    public const string MeterName = "PlantOps";

    // From a fast SSD's sync to an SD card that is collecting garbage; the library's own begin at 5, for milliseconds.
    private static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>
    /// Time series of one instrument; what comes beyond is counted under <c>otel.metric.overflow</c>. The library makes room for
    /// all of them at the start: its own 2,000 cost 6 MB of memory and a collection of garbage before the gateway is ready.
    /// </summary>
    public const int MaxSeries = 100;

    public static IServiceCollection AddGatewayMetrics(this IServiceCollection services)
    {
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("plantops", autoGenerateServiceInstanceId: false))
            .WithMetrics(metrics => metrics
                .AddMeter(MeterName, "System.Runtime")
                .AddPrometheusExporter(options => options.ScopeInfoEnabled = false));
        services.ConfigureOpenTelemetryMeterProvider((provider, metrics) =>
        {
            var factory = provider.GetRequiredService<IMeterFactory>();
            metrics.AddView(instrument => Stream(instrument, factory));
        });
        return services;
    }

    // A meter is found by its name in the whole process, where a test may run several gateways.
    private static MetricStreamConfiguration Stream(Instrument instrument, IMeterFactory factory)
    {
        var isOwn = instrument.Meter.Name == MeterName;
        if (isOwn && instrument.Meter.Scope != factory) return MetricStreamConfiguration.Drop;

        // Who knows better how long its own takes says so in its advice.
        return isOwn && instrument.Unit == "s" && instrument is not Histogram<double> { Advice: not null }
            ? new ExplicitBucketHistogramConfiguration { Boundaries = Seconds, CardinalityLimit = MaxSeries }
            : new MetricStreamConfiguration { CardinalityLimit = MaxSeries };
    }
}
