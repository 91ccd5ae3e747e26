namespace PlantOps.Gateway.Telemetry;

/// <summary>Where a message's sender waits: for MQTT its connection, for a test the test.</summary>
internal interface IReceipt
{
    /// <summary>The message is on disk. Called on the writer's thread: mark it and return.</summary>
    void Stored();

    /// <summary>Every message of the group is marked. Called once a message after the last <see cref="Stored"/>: send what is due.</summary>
    void GroupStored();
}
