using System.Runtime.InteropServices;

namespace PlantOps.Gateway.Doctor.Machine;

/// <summary>Whether something sets the machine's clock by others.</summary>
internal static partial class MachineClock
{
    // systemd-timesyncd makes it with the first answer of a time server.
    private const string Synchronised = "/run/systemd/timesync/synchronized";

    private const int TimeError = 5;
    private const int BufferBytes = 256;

    /// <returns><see langword="null"/> where this process may not ask, as in a hardened service, or the system does not
    /// say.</returns>
    public static bool? IsSynchronised()
    {
        if (!OperatingSystem.IsLinux()) return null;
        if (File.Exists(Synchronised)) return true;
        Span<byte> question = stackalloc byte[BufferBytes];

        // Nothing is set: modes, the first field, is 0. The answer is the state of the kernel's clock, adjtimex(2).
        question.Clear();
        var state = AdjTimeX(ref MemoryMarshal.GetReference(question));
        return state < 0 ? null : state != TimeError;
    }

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static partial int AdjTimeX(ref byte question);
}
