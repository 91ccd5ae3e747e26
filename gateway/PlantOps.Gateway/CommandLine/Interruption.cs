using System.Runtime.InteropServices;

namespace PlantOps.Gateway.CommandLine;

/// <summary>Ctrl-C and SIGTERM cancel what runs, which then cleans up, in place of ending the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations;

    public Interruption()
    {
        _registrations = [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(
                signal => PosixSignalRegistration.Create(signal, Cancel))];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = true;
        _source.Cancel();
    }
}
