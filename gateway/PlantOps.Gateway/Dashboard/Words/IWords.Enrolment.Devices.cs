namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Letting a device in.</summary>
public partial interface IWords
{
    string EnrolName { get; }

    string EnrolNameHelp { get; }

    string EnrolMakeCode { get; }

    /// <summary>What a device is called that nobody named.</summary>
    string EnrolDefaultName { get; }

    string EnrolCode { get; }

    string EnrolCodeIsElsewhere { get; }

    string EnrolGoodFor { get; }

    string EnrolForOne { get; }

    string EnrolCopy { get; }

    string EnrolCopied { get; }

    string EnrolSteps { get; }

    string EnrolPower { get; }

    string EnrolJoin { get; }

    string EnrolWifiPicture { get; }

    string EnrolHowFar { get; }

    string EnrolShown { get; }

    string EnrolAsked { get; }

    string EnrolConnected { get; }

    string EnrolMeasured { get; }

    string EnrolDone { get; }

    string EnrolNow { get; }

    string EnrolNotYet { get; }

    string EnrolLookAgain { get; }

    string EnrolAnotherCode { get; }

    string EnrolWhichPlant { get; }

    string EnrolPlant { get; }

    string EnrolPlantHelp { get; }

    string EnrolPlantMissing { get; }

    string EnrolOwnerSaysWhich { get; }

    string EnrolToDevice { get; }

    string EnrolLetIn(string? name);

    string EnrolSameBoard(string network);

    /// <summary>What to do in the page of the device.</summary>
    /// <param name="address">Of the gateway, as it is typed there.</param>
    string EnrolPaste(string address);

    string EnrolWatches(string plant);

    string EnrolStuck(EnrolTrouble trouble, string? device);

    IReadOnlyList<string> EnrolRemedies(EnrolTrouble trouble);
}

/// <summary>What may keep a device from coming in.</summary>
public enum EnrolTrouble
{
    None,
    Nothing,
    WrongCode,
    DeviceKnown,
    Expired,
    NotConnected,
    NoReading,
}
