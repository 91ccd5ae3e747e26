namespace PlantOps.Gateway.Devices;

/// <summary>What became of letting a device in, or of changing one.</summary>
internal enum Admission
{
    /// <summary>It is on disk.</summary>
    Done,

    /// <summary>Another gateway has given the number or the id away, or knows the hardware; nothing was written.</summary>
    Taken,

    /// <summary>The enrolment was used at another gateway; nothing was written.</summary>
    EnrolmentUsed,

    /// <summary>The device is not what the change is for; nothing was written.</summary>
    Refused,
}
