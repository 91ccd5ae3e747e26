namespace PlantOps.Contracts.Enrolment;

/// <summary>What a device may take for the gateway's word that a reading is on disk.</summary>
public static class Acknowledgements
{
    /// <summary>The PUBACK: the broker is the gateway's own, which sends it after the commit.</summary>
    public const string Puback = "puback";

    /// <summary>
    /// What <c>devices/{id}/stored</c> says. The broker is somebody else's, and its PUBACK says no more than that the broker has
    /// the message, maybe in memory only.
    /// </summary>
    public const string Stored = "stored";
}
