using System.CommandLine;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.CommandLine;

/// <summary><c>health</c>: whether the running gateway takes readings in and keeps them, for service managers.</summary>
internal static class HealthCommand
{
    private static readonly WebJson Wire = WebJson.Default;

    public static Command Create() =>
        new Command("health", "Ends with 0 where the running gateway takes readings in and keeps them, else with 1.").Asks(
            (_, gateway, cancellationToken) => gateway.Get(HealthApi.ReadyPath, Wire.ReadyReport, cancellationToken),
            Wire.ReadyReport,
            (report, _) => Console.WriteLine($"The gateway is {report.Status}."));
}
