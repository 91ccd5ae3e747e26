namespace PlantOps.Device.Core.Portal;

/// <summary>What went wrong, as its owner can understand it, and what to do. ASCII, without markup.</summary>
internal static class SetupWords
{
    /// <summary>What it is, in a few words.</summary>
    public static string Title(SetupOutcome outcome)
    {
        switch (outcome)
        {
            case SetupOutcome.NoNetworkChosen: return "No network chosen.";
            case SetupOutcome.InvalidPassword: return "This cannot be a Wi-Fi password.";
            case SetupOutcome.WrongPassword: return "Wrong Wi-Fi password.";
            case SetupOutcome.NetworkNotFound: return "Network not found.";
            case SetupOutcome.NoAddress: return "The network gave no address.";
            case SetupOutcome.NotJoined: return "The network could not be joined.";
            case SetupOutcome.InvalidAddress: return "This is not the address of a gateway.";
            case SetupOutcome.InvalidCode: return "This is not an enrolment code.";
            case SetupOutcome.MistypedCode: return "The code is mistyped.";
            case SetupOutcome.GatewayNotFound: return "Gateway not found.";
            case SetupOutcome.NotThisGateway: return "The certificate does not match the code.";
            case SetupOutcome.NotTrusted: return "No safe connection to the gateway.";
            case SetupOutcome.CodeNotAccepted: return "The gateway does not accept the code.";
            case SetupOutcome.DeviceKnown: return "The gateway knows this device already.";
            case SetupOutcome.TooManyAttempts: return "Too many attempts.";
            case SetupOutcome.NotStored: return "The storage of this device is full.";
            case SetupOutcome.NotKept: return "The storage of this device failed.";
            case SetupOutcome.CodeNeeded: return "Another gateway needs a code.";
            default: return "The gateway refused.";
        }
    }

    /// <summary>What to do about it.</summary>
    public static string Advice(SetupOutcome outcome)
    {
        switch (outcome)
        {
            case SetupOutcome.NoNetworkChosen: return "Choose one, or type the name of one that is not in the list.";
            case SetupOutcome.InvalidPassword: return "It has 8 to 63 characters; leave it empty only for an open network.";
            case SetupOutcome.WrongPassword: return "Type it again; capitals and small letters differ.";
            case SetupOutcome.NetworkNotFound:
                return "Is its name spelled right, and is it in reach? It must be a 2.4 GHz network.";
            case SetupOutcome.NoAddress: return "The password was right. Restart the router, or try again.";
            case SetupOutcome.NotJoined: return "Check the password, bring the device closer to the router, and try again.";
            case SetupOutcome.InvalidAddress: return "It looks like 192.168.1.20 or plants.example:8443.";
            case SetupOutcome.InvalidCode: return "It has 20 letters and digits, in four groups of five.";
            case SetupOutcome.MistypedCode:
                return "Compare it with the one that the gateway shows, group by group. The code is still good.";
            case SetupOutcome.GatewayNotFound:
                return "The Wi-Fi works, but nothing answers at this address. Is it right, and is the gateway switched on?";
            case SetupOutcome.NotThisGateway:
                return "Another gateway made this code, or somebody is in between. The code was not sent to it. Check the "
                    + "address, or get a code from this gateway.";
            case SetupOutcome.NotTrusted:
                return "It is the right gateway, but its certificate is not valid for this address. Use the address that the "
                    + "gateway shows beside the code.";
            case SetupOutcome.CodeNotAccepted:
                return "It is wrong, was used already, or has expired. Get a new one from the gateway.";
            case SetupOutcome.DeviceKnown:
                return "It was connected within the last day, and this code is for a new device. On the gateway, plantops "
                    + "device claim ID makes one for it; plantops device list shows its ID.";
            case SetupOutcome.TooManyAttempts: return "The gateway takes no codes for now. Wait some minutes and try again.";
            case SetupOutcome.NotStored:
                return "Nothing was changed, and the code is still good. Switch the device off and on, and try again.";
            case SetupOutcome.NotKept:
                return "The gateway took the code, so you need a new one. If it happens again, the device is broken.";
            case SetupOutcome.CodeNeeded:
                return "Without a code only the Wi-Fi can be changed. Get one from the new gateway, or "
                    + "leave its address as it was.";
            default: return "Its answer was not understood. Is it an up-to-date PlantOps gateway?";
        }
    }

    /// <summary>Name of the field to look at; empty where it is none.</summary>
    public static string Field(SetupOutcome outcome)
    {
        switch (outcome)
        {
            case SetupOutcome.NoNetworkChosen:
            case SetupOutcome.NetworkNotFound: return "other";
            case SetupOutcome.InvalidPassword:
            case SetupOutcome.WrongPassword:
            case SetupOutcome.NotJoined: return "password";
            case SetupOutcome.InvalidAddress:
            case SetupOutcome.NotTrusted:
            case SetupOutcome.GatewayNotFound: return "gateway";
            case SetupOutcome.InvalidCode:
            case SetupOutcome.MistypedCode:
            case SetupOutcome.DeviceKnown:
            case SetupOutcome.NotThisGateway:
            case SetupOutcome.CodeNeeded:
            case SetupOutcome.CodeNotAccepted: return "code";
            default: return string.Empty;
        }
    }
}
