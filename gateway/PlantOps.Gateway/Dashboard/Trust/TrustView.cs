using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Dashboard.Frame;

namespace PlantOps.Gateway.Dashboard.Trust;

/// <summary>How a device comes to trust the gateway.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Check">What answers once it does.</param>
/// <param name="Next">Where it goes on.</param>
/// <param name="Ways">For each kind of device.</param>
/// <param name="Words">By which the certificate is compared with what the machine itself says of it.</param>
public sealed record TrustView(Shell Shell, string Check, string Next, IReadOnlyList<TrustWay> Ways, string? Words)
{
    internal static TrustView Of(Shell shell, string check, string next, IReadOnlyList<string> words) => new(
        shell,
        check,
        next,
        [
            new TrustWay("ios", shell.Words.OnIPhone, shell.Words.IPhoneSteps, HouseholdFiles.Profile),
            new TrustWay("android", shell.Words.OnAndroid, shell.Words.AndroidSteps, HouseholdFiles.Certificate),
            new TrustWay("desktop", shell.Words.OnDesktop, shell.Words.DesktopSteps, HouseholdFiles.Certificate),
        ],
        words.Count == 0 ? null : string.Join(" · ", words));
}

/// <summary>What to do on a kind of device.</summary>
/// <param name="Kind">By which a script finds the one of this device.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Steps">In order.</param>
/// <param name="File">What is installed.</param>
public sealed record TrustWay(string Kind, string Name, IReadOnlyList<string> Steps, string File);
