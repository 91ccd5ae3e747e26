using System.Text;
using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Tests;

internal static class Written
{
    public static string By(Action<JsonWriter> write)
    {
        var json = new JsonWriter(new byte[4096]);
        write(json);
        Assert.False(json.Overflowed);
        return Encoding.UTF8.GetString(json.ToArray());
    }
}
