using System.Text.Json.Serialization;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Plants.Species;

/// <summary>What a plant does to those who chew on it. Unknown is never to be read as none.</summary>
[JsonConverter(typeof(SnakeCaseEnum<Toxicity>))]
internal enum Toxicity
{
    Unknown,

    None,

    /// <summary>Mouth, skin or stomach smart: insoluble oxalates, sap, enzymes.</summary>
    Irritant,

    /// <summary>Listed as poisonous, with more than that.</summary>
    Toxic,
}
