using System.Globalization;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>All plants.</summary>
public partial interface IWords
{
    string Soil { get; }

    string Air { get; }

    string Humidity { get; }

    string All { get; }

    string NeedMe { get; }

    string UnknownOnes { get; }

    string Show { get; }

    string NoneOfThese { get; }

    string NoPlant { get; }

    string NobodyKnows { get; }

    string AllAreFine { get; }

    string Connecting { get; }

    string IsLive { get; }

    string NoConnection { get; }

    string WeekOfSoil { get; }

    string Watered { get; }

    string Undo { get; }

    string Undone { get; }

    string TooLateToUndo { get; }

    string NotWatched { get; }

    string NothingMeasured { get; }

    string NothingTrusted { get; }

    string AllInRange { get; }

    /// <summary>A value is beyond its limit, and has not been for long.</summary>
    string NotYetAnAlert(string cause);

    string SilentSince { get; }

    string Muted { get; }

    string WithASensor { get; }

    string WithASensorHelp { get; }

    string WithoutASensor { get; }

    string WithoutASensorHelp { get; }

    string State(CardState state);

    string NeedYou(int plants);

    string OthersAreFine(int unknown);

    string AndMore(int plants);

    string SilentFor(string duration);

    string Since(string duration);

    string IsWatered(string plant);

    string WaitsForSoil(string who, string duration);

    string LooksAfterIt(string who);

    /// <summary>A time as machines read it, until a script has put it in words.</summary>
    string Iso(long time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}

/// <summary>How a plant is, from what is most urgent.</summary>
public enum CardState
{
    Critical,
    Warning,
    Unknown,
    Ok,
}
