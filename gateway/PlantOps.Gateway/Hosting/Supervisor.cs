namespace PlantOps.Gateway.Hosting;

/// <summary>What every background service runs under.</summary>
internal class Supervisor(TimeProvider time)
{
    public TimeProvider Time => time;

    /// <summary>Called before each piece of a service's work, and handled like it: a test puts a fault here.</summary>
    public virtual void Enter(string component)
    {
    }
}
