using PlantOps.Device.Core.Configuration;

namespace PlantOps.Device.Core.Enrolment;

/// <summary>How an enrolment ended, and that in words for its owner.</summary>
internal sealed class EnrolmentResult
{
    public EnrolmentResult(EnrolmentOutcome outcome, string message)
    {
        Outcome = outcome;
        Message = message;
    }

    public EnrolmentOutcome Outcome { get; }

    public string Message { get; }

    /// <summary>What the device is to store; only after <see cref="EnrolmentOutcome.Enrolled"/>.</summary>
    public DeviceConfiguration? Configuration { get; set; }
}
