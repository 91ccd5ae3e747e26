namespace PlantOps.Gateway.Devices;

/// <summary>What became of letting a device in.</summary>
internal enum Admission
{
    /// <summary>It is on disk.</summary>
    Done,

    /// <summary>Another gateway has given the number or the id away, or knows the hardware; nothing was written.</summary>
    Taken,

    /// <summary>The enrolment was used at another gateway; nothing was written.</summary>
    EnrolmentUsed,
}
