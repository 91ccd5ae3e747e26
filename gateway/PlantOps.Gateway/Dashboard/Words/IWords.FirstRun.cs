namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>The first run, and plants that do not exist.</summary>
public partial interface IWords
{
    string GetACode { get; }

    string StartAVirtualPlant { get; }

    string LookAround { get; }

    string LookAroundHelp { get; }

    string OwnerAddsPlants { get; }

    /// <summary>What marks a plant or device that does not exist.</summary>
    string Virtual { get; }

    string Demo { get; }

    /// <summary>On each page of a demo.</summary>
    string DemoSays { get; }

    string TakeAway { get; }

    string VirtualPlantName { get; }
}
