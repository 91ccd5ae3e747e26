namespace PlantOps.Gateway.Telemetry;

/// <summary>Somebody who waits until a message is on disk.</summary>
internal sealed class StoredReceipt : IReceipt
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once it is.</summary>
    public Task Done => _done.Task;

    public bool IsUrgent => true;

    public void Stored()
    {
        // Told once the whole group is.
    }

    public void GroupStored() => _done.TrySetResult();
}
