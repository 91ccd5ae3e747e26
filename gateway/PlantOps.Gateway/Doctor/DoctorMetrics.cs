using System.Diagnostics.Metrics;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Doctor;

/// <summary>What somebody who watches many machines wants to be told of, read when it is asked for.</summary>
internal static class DoctorMetrics
{
    /// <param name="services">Asked with each look and not before: at the start the store is opened first.</param>
    public static void Measure(IServiceProvider services)
    {
        var meter = services.GetRequiredService<IMeterFactory>().Create(MetricsServices.MeterName);
        meter.CreateObservableGauge(
            "plantops.part.failing",
            () => Parts(services),
            description: "Whether a part of the gateway does not work, by its name in /api/health.");
        meter.CreateObservableGauge(
            "plantops.certificate.remaining",
            () => Remaining(services).TotalSeconds,
            "s",
            "For how long the gateway's certificate is still good.");
        meter.CreateObservableGauge("plantops.disk.free", () => Free(services), "By", "Room on the disk of the data directory.");
    }

    private static IEnumerable<Measurement<int>> Parts(IServiceProvider services) =>
        HealthApi.Report(services.GetServices<IHealthSource>()).Components.Select(part =>
            new Measurement<int>(part.Value.Reason is null ? 0 : 1, new KeyValuePair<string, object?>("part", part.Key)));

    private static TimeSpan Remaining(IServiceProvider services) =>
        services.GetRequiredService<ServerCertificates>().Current.NotAfter.ToUniversalTime() -
        services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

    private static IEnumerable<Measurement<long>> Free(IServiceProvider services)
    {
        try
        {
            var directory = services.GetRequiredService<DataDirectory>().Path;
            return [new Measurement<long>(new DriveInfo(directory).AvailableFreeSpace)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
