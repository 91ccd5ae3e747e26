using System.Diagnostics.Metrics;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Doctor;

/// <summary>
/// What somebody who watches many machines wants to be told of, read when it is asked for. A service so that it is made with
/// them, once
/// the store is open.
/// </summary>
internal sealed class DoctorMetrics : IHostedService
{
    public DoctorMetrics(
        IMeterFactory factory, IEnumerable<IHealthSource> sources, ServerCertificates certificates, DataDirectory directory,
            TimeProvider time)
    {
        var meter = factory.Create(MetricsServices.MeterName);
        meter.CreateObservableGauge(
            "plantops.part.failing",
            () => HealthApi.Report(sources).Components
                .Select(part => new Measurement<int>(
                    part.Value.Reason is null ? 0 : 1, new KeyValuePair<string, object?>("part", part.Key))),
            description: "Whether a part of the gateway does not work, by its name in /api/health.");
        meter.CreateObservableGauge(
            "plantops.certificate.remaining",
            () => (certificates.Current.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime).TotalSeconds,
            "s",
            "For how long the gateway's certificate is still good.");
        meter.CreateObservableGauge(
            "plantops.disk.free", () => Free(directory.Path), "By", "Room on the disk of the data directory.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<Measurement<long>> Free(string directory)
    {
        try
        {
            return [new Measurement<long>(new DriveInfo(directory).AvailableFreeSpace)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
