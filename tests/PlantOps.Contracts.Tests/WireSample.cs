using System.Text;

namespace PlantOps.Contracts.Tests;

/// <summary>The literal messages of <c>tests/wire</c>, which pin the wire form for both sides.</summary>
internal static class WireSample
{
    public static string Text(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "wire", name + ".json")).TrimEnd();

    public static byte[] Bytes(string name) => Encoding.UTF8.GetBytes(Text(name));
}
