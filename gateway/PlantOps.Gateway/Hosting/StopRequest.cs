using System.Runtime.InteropServices;

namespace PlantOps.Gateway.Hosting;

/// <summary>
/// Whether the gateway was told to stop, by a signal or by its caller. The host hears signals too, but only while it runs,
/// and does not tell a signal from a part that gave up.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT];

    private readonly CancellationTokenSource _asked;
    private readonly PosixSignalRegistration[] _registrations;

    public StopRequest(CancellationToken caller)
    {
        _asked = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, Ask))];
    }

    public CancellationToken Token => _asked.Token;

    public bool IsAsked => _asked.IsCancellationRequested;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _asked.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        // It ends by itself, in order.
        context.Cancel = true;
        _asked.Cancel();
    }
}
