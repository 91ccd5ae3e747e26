namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Wall tablets.</summary>
public partial interface IWords
{
    string WallTablet { get; }

    string WallHelp { get; }

    string MakeAnAddress { get; }

    string TabletName { get; }

    string WhichPlants { get; }

    string AllPlants { get; }

    string OpenThisOnIt { get; }

    string ShownThisOnce { get; }

    string NoTabletYet { get; }

    string NeverLooked { get; }

    string LastLooked { get; }

    string Revoke { get; }

    string PlaceIsGone { get; }

    string TooManyTablets { get; }

    string NameOfUpTo64 { get; }

    string DryNow { get; }

    string NobodyKnowsWhenDry { get; }

    string Tablets(int count);

    string DryInDays(double days);

    string TabletPicture { get; }
}
