using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Fleet;

/// <summary><c>fleet</c>: which gateways there are on the store.</summary>
internal static class FleetCommand
{
    private const string About = "Lists the gateways on the store: what each looks after, and which leads.";

    public static Command Create() => new Command("fleet", About).Asks(
        (_, gateway, cancellationToken) => gateway.Get(FleetApi.LocalPath, FleetJson.Default.FleetView, cancellationToken),
        FleetJson.Default.FleetView,
        (fleet, _) => Print(fleet));

    private static void Print(FleetView fleet)
    {
        if (!fleet.Shared)
        {
            Console.WriteLine("This gateway is alone. Several share one PostgreSQL database.");
            return;
        }

        Console.WriteLine(Row("GATEWAY", "NAME", "VERSION", "STATE", "LEASE", "PLANTS", "DEVICES", "WAITING"));
        foreach (var gateway in fleet.Gateways)
        {
            var state = gateway.Id == fleet.Leader ? "leads" : gateway.State;
            var self = gateway.Id == fleet.Self ? "  this one" : string.Empty;
            var lease = string.Create(CultureInfo.InvariantCulture, $"{gateway.LeaseMs / 1000d:0.0} s");
            Console.WriteLine(Row(
                gateway.Id, gateway.Name, gateway.Version, state, lease, Say(gateway.Plants), Say(gateway.ConnectedDevices),
                $"{Say(gateway.WaitingBytes)} B") + self);
        }
    }

    private static string Row(params string[] cells) =>
        $"{cells[0],-16}  {cells[1],-20}  {cells[2],-10}  {cells[3],-5}  {cells[4],9}  {cells[5],7}  {cells[6],7}  {cells[7],9}";

    private static string Say(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "–";
}
