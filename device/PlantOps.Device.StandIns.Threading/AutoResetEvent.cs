extern alias net;
using NetEvent = net::System.Threading.AutoResetEvent;

namespace System.Threading;

/// <summary>nanoFramework's event, over .NET's own, which is set by a base class that the device does not have.</summary>
internal sealed class AutoResetEvent : WaitHandle
{
    private readonly NetEvent _event;

    public AutoResetEvent(bool initialState)
    {
        _event = new NetEvent(initialState);
        SafeWaitHandle = _event.SafeWaitHandle;
    }

    public bool Set() => _event.Set();
}
