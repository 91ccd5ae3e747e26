extern alias net;
using NetEvent = net::System.Threading.ManualResetEvent;

namespace System.Threading;

/// <summary>nanoFramework's event, over .NET's own, which is set by a base class that the device does not have.</summary>
internal sealed class ManualResetEvent : WaitHandle
{
    private readonly NetEvent _event;

    public ManualResetEvent(bool initialState)
    {
        _event = new NetEvent(initialState);
        SafeWaitHandle = _event.SafeWaitHandle;
    }

    public bool Set() => _event.Set();
}
