using PlantOps.Gateway.Access;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English.</summary>
internal sealed partial class En : IWords
{
    public string Language => "en";

    public string Description => "How your plants are";

    public string SkipToContent => "To the content";

    public string MainNavigation => "Main";

    public string Plants => "Plants";

    public string SignOut => "Sign out";

    public string ToFirstPage => "To your plants";

    public string Correlation => "In the log it is";

    public string SignIn => "Sign in";

    public string ShowThisCode => "This is your code";

    public string WhoLetsYouIn => "Ask somebody who is already in: an owner finds it on the page of plants and lets you in.";

    public string AtTheMachine => "Or type, on the machine that runs PlantOps:";

    public string GoOn => "Go on";

    public string GoOnOnceLetIn => "This page goes on by itself once you are in.";

    public string TurnedAway => "You were turned away";

    public string AskAgain => "Ask again";

    public string TooManyWait => "Too many wait to be let in. Try again in some minutes.";

    public string LinkIsOver => "This link is over";

    public string LinkIsOverHelp =>
        "It works once, within 15 minutes, and only in a browser on the machine that runs PlantOps. There this prints "
        + "another one:";

    public string CookieNotKept => "This browser did not keep the sign-in";

    public string CookieNotKeptHelp =>
        "Safari keeps none for http://localhost. Open the address with TLS and let yourself in with the code that it shows:";

    public string GoodUntil => "Good for ten minutes.";

    public string WhoWantsIn => "Who wants in";

    public string NobodyWantsIn => "Nobody waits to be let in.";

    public string HowToAsk => "Whoever opens this address in a browser is shown a code, and appears here.";

    public string CompareCode => "Let in only whose screen shows you this very code.";

    public string NameOfPerson => "Name";

    public string MayDo => "May";

    public string LetIn => "Let in";

    public string TurnAway => "Turn away";

    public string NameNeeded => "Say who it is: a name of up to 64 letters, not “local”, “gateway” or “device”.";

    public string NobodyWaits => "Nobody waits with that code any more.";

    public string TrustTitle => "Let this device trust PlantOps";

    public string TrustWhy =>
        "PlantOps runs in your home and made its certificate itself. Once this device knows it, no browser warns you, and "
        + "nobody in between can read along.";

    public string TrustReach =>
        "It can vouch for names and addresses of a home only, never for a bank or any other site, and you can remove it in the "
        + "settings of this device at any time.";

    public string TrustCompare => "To be sure, compare these words with what “plantops certificates” says on the machine:";

    public string TrustLimit =>
        "Install it in your own network only: this page comes unencrypted, and a stranger in between could put another "
        + "certificate in its place.";

    public string GetCertificate => "Get the certificate";

    public string OnIPhone => "iPhone and iPad";

    public string OnAndroid => "Android";

    public string OnDesktop => "Windows, Mac and Linux";

    public IReadOnlyList<string> IPhoneSteps =>
    [
        "Get the certificate in Safari and allow the profile.",
        "Settings › General › VPN & Device Management: open the profile and install it.",
        "Settings › General › About › Certificate Trust Settings: switch it on.",
    ];

    public IReadOnlyList<string> AndroidSteps =>
    [
        "Get the certificate.",
        "Settings › Security › Encryption & credentials › Install a certificate › CA certificate.",
        "Confirm, and choose the file household.crt from your downloads.",
    ];

    public IReadOnlyList<string> DesktopSteps =>
    [
        "Get the certificate.",
        "Windows: open it, install it for the current user, into Trusted Root Certification Authorities. Mac: open it in "
        + "Keychain Access and set it to Always Trust.",
        "Firefox, and Chrome on Linux: Settings › Privacy and security › Certificates › Authorities › Import.",
    ];

    public string TrustWaits => "Waiting until this device trusts it …";

    public string TrustDone => "This device trusts it. Going on …";

    public string GoOnWithout => "Go on without";

    public string GoOnWithoutHelp => "Your browser will warn you once; the connection is encrypted all the same.";

    public string SignedInAs(string name, string role) => $"{name}, {Role(role)}";

    public string Role(string role) => role switch
    {
        TokenRoles.Owner => "owner",
        TokenRoles.Waters => "waters",
        TokenRoles.DeviceManager => "manages devices",
        _ => "looks only",
    };

    public string ProblemTitle(int status) => status switch
    {
        StatusCodes.Status403Forbidden => "You may not do this",
        StatusCodes.Status404NotFound => "There is no such page",
        StatusCodes.Status429TooManyRequests => "Too many requests",
        StatusCodes.Status503ServiceUnavailable => "This cannot be read now",
        >= StatusCodes.Status500InternalServerError => "Something went wrong here",
        _ => "That did not work",
    };

    public string ProblemHelp(int status) => status switch
    {
        StatusCodes.Status403Forbidden => "Your role does not include it. An owner can let you in again with another role.",
        StatusCodes.Status404NotFound => "The plant may be gone, or the address has a mistake.",
        StatusCodes.Status429TooManyRequests => "Wait a moment and load the page again.",
        StatusCodes.Status503ServiceUnavailable =>
            "What your devices send is kept and not lost. Load the page again in a minute.",
        >= StatusCodes.Status500InternalServerError => "This is a mistake of PlantOps, not yours. Its log says more.",
        _ => "Go back and look at what you entered.",
    };

    public string WillBeSent => "Watered. It will be sent when there is a connection.";

    public string TypedIsKept => "Your session had ended. What you typed is here again, and not saved yet.";
}
