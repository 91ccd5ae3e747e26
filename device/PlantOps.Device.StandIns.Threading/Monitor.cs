extern alias net;
using NetMonitor = net::System.Threading.Monitor;

namespace System.Threading;

/// <summary>nanoFramework's monitor: what <c>lock</c> is compiled to there.</summary>
internal static class Monitor
{
    public static void Enter(object obj) => NetMonitor.Enter(obj);

    public static void Exit(object obj) => NetMonitor.Exit(obj);
}
