using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices.Enrolment;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>A form of one field.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Name">What to call the device.</param>
/// <param name="Problems">What is wrong with what was sent.</param>
/// <param name="Button">What sends it.</param>
public sealed record NewDeviceView(Shell Shell, FormField Name, FormProblems Problems, string Button);

/// <summary>A code, and what becomes of it.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Code">In its groups; <c>null</c> where it is not to be shown here, or no longer good.</param>
/// <param name="ExpiresAt">Until when it is good, Unix milliseconds UTC.</param>
/// <param name="IsOpen">Whether anybody may still show it.</param>
/// <param name="Address">What to type for the gateway.</param>
/// <param name="Wifi">The network of the board; <c>null</c> where it is not known.</param>
/// <param name="Progress">How far it is.</param>
public sealed record EnrolView(
    Shell Shell, IReadOnlyList<string>? Code, long ExpiresAt, bool IsOpen, string Address, WifiPicture? Wifi,
    ProgressView Progress);

/// <summary>A network of a board, and the code that joins it.</summary>
/// <param name="Name">The network's.</param>
/// <param name="Picture">Its QR code.</param>
public sealed record WifiPicture(string Name, QrPicture Picture)
{
    private const string Prefix = "PlantOps-Setup-";
    private const int Characters = 4;

    /// <summary>That of a board: it ends with the last four letters and digits of its hardware id.</summary>
    internal static WifiPicture? Of(string hardwareId)
    {
        var end = hardwareId.Where(char.IsAsciiLetterOrDigit).TakeLast(Characters).ToArray();
        if (end.Length == 0 || Gateway.Devices.HardwareIds.IsPlaceholder(hardwareId)) return null;
        var name = Prefix + new string(end).ToUpperInvariant();
        return new WifiPicture(name, QrPicture.Of($"WIFI:T:nopass;S:{name};;"));
    }
}

/// <summary>How far a device is on its way in.</summary>
/// <param name="Words">The language.</param>
/// <param name="Path">Where this is asked for again; <c>null</c> where nothing more comes.</param>
/// <param name="Ticks">Each step.</param>
/// <param name="Remedy">What to do where it does not go on; <c>null</c> where it does.</param>
/// <param name="Plant">Asks for its plant, once it measures.</param>
public sealed record ProgressView(IWords Words, string? Path, IReadOnlyList<Tick> Ticks, Remedy? Remedy, PlantChoice? Plant)
{
    private const long Patience = 2 * 60 * 1000;

    internal static ProgressView Of(EnrolmentView enrolment, IWords words, PlantChoice? plant, long now)
    {
        var trouble = TroubleOf(enrolment, now);
        (string Text, long? At)[] steps =
        [
            (words.EnrolShown, enrolment.CreatedAt),
            (words.EnrolAsked, enrolment.AskedAt),
            (words.EnrolLetIn(enrolment.DeviceName), enrolment.AdmittedAt),
            (words.EnrolConnected, enrolment.ConnectedAt),
            (words.EnrolMeasured, enrolment.FirstReadingAt),
        ];
        var done = steps.Count(step => step.At is not null);
        var next = Array.FindIndex(steps, step => step.At is null);
        var isOver = enrolment.State is "measuring" or "expired";
        var path = $"/devices/new/{enrolment.Id}/progress?seen={done}-{(int)trouble}";
        return new ProgressView(
            words,
            isOver ? null : path,
            [.. steps.Select((step, place) => new Tick(step.Text, step.At, TickOf(place, next, isOver, step.At)))],
            trouble == EnrolTrouble.None ? null : new Remedy(
                words.EnrolStuck(trouble, enrolment.KnownAs),
                words.EnrolRemedies(trouble),
                trouble switch
                {
                    EnrolTrouble.Expired => "/devices/new",
                    EnrolTrouble.DeviceKnown => $"/devices/{enrolment.KnownAs}",
                    _ => null,
                },
                trouble == EnrolTrouble.Expired ? words.EnrolAnotherCode : words.EnrolToDevice),
            enrolment.State == "measuring" ? plant : null);
    }

    /// <summary>What was seen by whoever asks again: where it is the same there is nothing to tell.</summary>
    public bool IsWhatWasSeen(string? seen) => Path is not null && Path.EndsWith($"?seen={seen}", StringComparison.Ordinal);

    private static EnrolTrouble TroubleOf(EnrolmentView enrolment, long now) => enrolment.State switch
    {
        "expired" => EnrolTrouble.Expired,
        "refused" => EnrolTrouble.DeviceKnown,
        "waiting" when enrolment.WrongCodeAt is not null => EnrolTrouble.WrongCode,
        "waiting" when now - enrolment.CreatedAt > Patience => EnrolTrouble.Nothing,
        "admitted" when now - enrolment.AdmittedAt > Patience => EnrolTrouble.NotConnected,
        "connected" when now - enrolment.ConnectedAt > Patience => EnrolTrouble.NoReading,
        _ => EnrolTrouble.None,
    };

    private static TickState TickOf(int place, int next, bool isOver, long? at) =>
        at is not null ? TickState.Done : place == next && !isOver ? TickState.Now : TickState.NotYet;
}

/// <summary>A step on the way in.</summary>
/// <param name="Text">What it is.</param>
/// <param name="At">When it was taken, Unix milliseconds UTC; <c>null</c> where it was not.</param>
/// <param name="State">Whether it was taken.</param>
public sealed record Tick(string Text, long? At, TickState State);

/// <summary>Whether a step was taken.</summary>
public enum TickState
{
    Done,
    Now,
    NotYet,
}

/// <summary>What to do about something.</summary>
/// <param name="Title">What is wrong.</param>
/// <param name="Steps">What to look at.</param>
/// <param name="Path">Where to go; <c>null</c> where it is here.</param>
/// <param name="PathName">What is there.</param>
public sealed record Remedy(string Title, IReadOnlyList<string> Steps, string? Path, string PathName);

/// <summary>Which plant a device is with.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Enrolment">By which it came in.</param>
/// <param name="Watched">The plant that it watches already; <c>null</c> where it watches none.</param>
/// <param name="Field">Asks for it; <c>null</c> where whoever looks may not say.</param>
public sealed record PlantChoice(string DeviceId, string Enrolment, DevicePlant? Watched, FormField? Field);
