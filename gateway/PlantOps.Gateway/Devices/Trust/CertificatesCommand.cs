using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Devices.Trust;

/// <summary>
/// <c>certificates</c>, <c>certificates issue</c>, <c>certificates renew-ca</c> and <c>certificates renew-household</c>.
/// </summary>
internal static class CertificatesCommand
{
    private static readonly DevicesJson Wire = DevicesJson.Default;

    public static Command Create() =>
        new Command("certificates", "Shows the CA, the server certificate and which device trusts which CA.")
        {
            IssueCommand.Create(),
            new Command("renew-ca", "Makes a new CA. The old one vouches for it, so that nobody is shut out.").Asks(
                (_, gateway, cancellationToken) =>
                    gateway.Post(LocalCertificatesApi.RenewPath, null, Wire.CertificatesView, cancellationToken),
                Wire.CertificatesView,
                PrintRenewed),
            new Command("renew-household",
                "Makes a new household root, for the names that the gateway has now. Every phone has to install it.").Asks(
                (_, gateway, cancellationToken) =>
                    gateway.Post(LocalCertificatesApi.RenewHouseholdPath, null, Wire.CertificatesView, cancellationToken),
                Wire.CertificatesView,
                PrintRenewedHousehold),
        }.Asks(
            (_, gateway, cancellationToken) => gateway.Get(LocalCertificatesApi.Path, Wire.CertificatesView, cancellationToken),
            Wire.CertificatesView,
            Print);

    private static void PrintRenewed(CertificatesView view, string directory)
    {
        Console.WriteLine("A new CA is in use. Devices are told; codes that are not used yet have to be made anew.");
        Console.WriteLine($"Back up {Path.Combine(directory, "certs", "ca.pem")} again.");
        Console.WriteLine();
        Print(view, directory);
    }

    private static void PrintRenewedHousehold(CertificatesView view, string directory)
    {
        Console.WriteLine(
            "A new household root is in use. Phones and browsers warn until they have installed it; devices notice nothing.");
        Console.WriteLine($"Back up {Path.Combine(directory, "certs", "ca.pem")} again.");
        Console.WriteLine();
        Print(view, directory);
    }

    private static void Print(CertificatesView view, string directory)
    {
        Console.WriteLine(
            $"{"CA",-9}{view.Ca.Id}  until {Day(view.Ca.NotAfter)}, another one follows by itself from {Day(view.CaRenewsAt)}");
        foreach (var earlier in view.Earlier)
            Console.WriteLine($"{"before",-9}{earlier.Id}  until {Day(earlier.NotAfter)}, vouches for its successor");
        Console.WriteLine($"{"server",-9}until {Day(view.Server.NotAfter)}, for {string.Join(", ", view.Server.Names)}");
        if (view.Household is { } household)
        {
            Console.WriteLine(
                $"{"phones",-9}until {Day(household.NotAfter)}, trust words: {string.Join(" · ", household.Words)}");
            if (household.NamesBeyond.Count > 0)
            {
                Console.WriteLine(
                    $"{"",-9}not for {string.Join(", ", household.NamesBeyond)}: `plantops certificates "
                        + $"renew-household` makes one that is");
            }
        }

        if (view.Devices.Count == 0) return;
        Console.WriteLine();
        Console.WriteLine($"{"DEVICE",-16}{"TRUSTS",-9}{"CA",-18}NAME");
        foreach (var device in view.Devices)
            Console.WriteLine($"{device.Id,-16}{device.Trusts,-9}{device.CaId ?? "not said",-18}{device.Name}");
    }

    private static string Day(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
