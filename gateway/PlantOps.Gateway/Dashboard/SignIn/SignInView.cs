using PlantOps.Gateway.Dashboard.Frame;

namespace PlantOps.Gateway.Dashboard.SignIn;

/// <summary>What the sign-in page shows.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Code">The browser's code; <c>null</c> where it has none, because it was turned away or too many wait.</param>
/// <param name="IsRefused">Somebody has turned it away.</param>
/// <param name="State">Where the page asks whether it may go on.</param>
/// <param name="Command">What lets it in at the machine.</param>
/// <param name="Next">Where it goes on.</param>
/// <param name="HasPasskeys">Whether somebody may have a passkey for the address by which the gateway was called.</param>
public sealed record SignInView(
    Shell Shell, string? Code, bool IsRefused, string State, string Command, string Next, bool HasPasskeys)
{
    /// <summary>As it is read out: the word, then the number.</summary>
    public string SpokenCode => Code?.Replace('-', ' ') ?? string.Empty;
}

/// <summary>Why a link did not sign anybody in.</summary>
/// <param name="Shell">The frame; its title says why.</param>
/// <param name="Help">What to do.</param>
/// <param name="Command">What to type for it, where that helps.</param>
/// <param name="Address">Where to go, where that helps.</param>
public sealed record OpenView(Shell Shell, string Help, string? Command, string? Address);
