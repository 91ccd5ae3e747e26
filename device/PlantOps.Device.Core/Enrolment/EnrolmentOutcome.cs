namespace PlantOps.Device.Core.Enrolment;

/// <summary>How an enrolment ended.</summary>
internal enum EnrolmentOutcome
{
    /// <summary>The device has its identity and has stored it.</summary>
    Enrolled = 0,

    /// <summary>The address is none.</summary>
    InvalidAddress = 1,

    /// <summary>The code is none.</summary>
    InvalidCode = 2,

    /// <summary>No gateway answers there.</summary>
    GatewayNotFound = 3,

    /// <summary>Something answers, but it is not the gateway that the code was made by. Nothing was sent to it.</summary>
    NotThisGateway = 4,

    /// <summary>The gateway does not take the code.</summary>
    CodeNotAccepted = 5,

    /// <summary>The gateway wants no more attempts for now.</summary>
    TooManyAttempts = 6,

    /// <summary>The gateway answers something that the device does not understand.</summary>
    Refused = 7,

    /// <summary>The flash could not store what the gateway gave.</summary>
    NotStored = 8,

    /// <summary>It is the gateway of the code, but no connection that its CA vouches for comes about.</summary>
    NotTrusted = 9,

    /// <summary>The code has the characters of one, but was mistyped. Nobody was asked.</summary>
    MistypedCode = 10,

    /// <summary>The gateway knows this hardware, and it was there lately: it takes a code for that very device.</summary>
    DeviceKnown = 11,
}
