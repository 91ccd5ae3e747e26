using System.CommandLine;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary><c>device progress ID</c>.</summary>
internal static class EnrolmentCommand
{
    private static readonly DevicesJson Wire = DevicesJson.Default;

    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "The enrolment's id, as `device add` prints it." };
        const string Help = "Shows how far a device is on its way in, from its code to the first reading.";
        return new Command("progress", Help) { id }.Asks(
            (result, gateway, cancellationToken) =>
                gateway.Get(PathOf(result.GetRequiredValue(id)), Wire.EnrolmentView, cancellationToken),
            Wire.EnrolmentView,
            (enrolment, _) => Print(enrolment));
    }

    private static string PathOf(string id) => $"{EnrolmentsApi.LocalPath}/{Uri.EscapeDataString(id)}";

    private static void Print(EnrolmentView enrolment)
    {
        Console.WriteLine($"\"{enrolment.Name}\": {enrolment.State}");
        Say("Code shown", enrolment.CreatedAt, $", good until {LocalTime.WithSeconds(enrolment.ExpiresAt)}");
        Say("Wrong code", enrolment.WrongCodeAt, ", this one mistyped or another");
        Say("Refused", enrolment.RefusedAt, $", it is {enrolment.KnownAs} already");
        Say("Let in", enrolment.AdmittedAt, $", as {enrolment.DeviceId} \"{enrolment.DeviceName}\"");
        Say("Connected", enrolment.ConnectedAt, "");
        Say("First reading", enrolment.FirstReadingAt, "");
    }

    private static void Say(string step, long? at, string more)
    {
        if (at is { } known) Console.WriteLine($"{step + ":",-16}{LocalTime.WithSeconds(known)}{more}");
    }
}
