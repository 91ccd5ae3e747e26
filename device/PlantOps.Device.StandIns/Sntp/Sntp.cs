using PlantOps.Device.StandIns.Board;

namespace nanoFramework.Networking;

/// <summary>nanoFramework's SNTP client: it asks in the background, sets the clock and tells nobody.</summary>
public static class Sntp
{
    public static void UpdateNow() => SimulatedBoard.Current.SntpUpdate();
}
