using System.Reflection;
using LiteDB.Engine;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

/// <summary>
/// Ends LiteDB's own writer, by an exception or in silence: what it was to write is never written, and whoever waits for
/// it waits for ever.
/// </summary>
internal static class DeadWriter
{
    private const BindingFlags Inside = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    public static void Kill(ILiteEngine engine, bool isSilent)
    {
        var disk = Field(engine, "_disk");
        var lazy = Field(disk, "_queue");
        var queue = lazy.GetType().GetProperty("Value")!.GetValue(lazy)!;
        queue.GetType().GetField("_stream", Inside)!.SetValue(queue, new BrokenStream(isSilent));
    }

    private static object Field(object of, string name) => of.GetType().GetField(name, Inside)!.GetValue(of)!;

    private sealed class BrokenStream(bool isSilent) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (!isSilent) throw new InvalidOperationException("A writer with a bug.");
        }
    }
}
