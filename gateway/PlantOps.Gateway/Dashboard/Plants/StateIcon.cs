using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard.Plants;

/// <summary>A shape for each state, in a box of 16: who cannot tell the colours apart sees it all the same.</summary>
public static class StateIcon
{
    public static string Of(CardState state) => state switch
    {
        CardState.Ok => "m3 8.5 3.2 3L13 4.5",
        CardState.Warning => "M8 2.5 14 13H2ZM8 6.5v3M8 11.2v.3",
        CardState.Critical => "M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5ZM8 5v3.5M8 10.7v.3",
        _ => "M6 2.3a6 6 0 0 1 4 0M13.3 5.2a6 6 0 0 1 0 5.6M10 13.7a6 6 0 0 1-4 0M2.7 10.8a6 6 0 0 1 0-5.6M6.3 6.3a1.7 1.7 0 1 1 2.4 1.6"
            + "c-.5.2-.7.5-.7 1M8 11v.2",
    };
}
