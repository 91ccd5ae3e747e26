using System;
using System.Threading;

namespace PlantOps.Device.Starting;

/// <summary>Runs something that might hang on a thread of its own, which is left behind where it does.</summary>
internal sealed class Deadline
{
    private readonly Action _action;
    private Exception? _failure;

    private Deadline(Action action) => _action = action;

    /// <summary>Whether it ended within this many milliseconds. Throws what it threw.</summary>
    public static bool Meets(Action action, int milliseconds)
    {
        Deadline deadline = new Deadline(action);
        Thread thread = new Thread(deadline.Guard);
        thread.Start();
        if (!thread.Join(milliseconds))
        {
            return false;
        }

        if (deadline._failure != null)
        {
            throw new InvalidOperationException("the device could not leave", deadline._failure);
        }

        return true;
    }

    private void Guard()
    {
        try
        {
            _action();
        }
        catch (Exception e)
        {
            _failure = e;
        }
    }
}
