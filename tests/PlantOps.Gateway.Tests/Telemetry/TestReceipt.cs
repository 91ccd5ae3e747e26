using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Telemetry;

/// <summary>Somebody who waits for a message.</summary>
internal sealed class TestReceipt : IReceipt
{
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsStored { get; private set; }

    public Task Sent => _sent.Task;

    public void Stored() => IsStored = true;

    public void GroupStored() => _sent.TrySetResult();
}
