using System.Globalization;
using System.Text;

namespace PlantOps.EndToEnd.Tests.Archives;

/// <summary>A folder for archives, and what is written into it.</summary>
internal sealed class Folder : IDisposable
{
    /// <summary>2025-01-01.</summary>
    private const long Start = 1_735_689_600_000;

    private readonly string _path = Directory.CreateTempSubdirectory("plantops-archives-").FullName;

    /// <summary>Names of all files, also hidden ones.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(_path).Select(file => Path.GetFileName(file)!);

    public string this[string name] => Path.Combine(_path, name);

    public byte[] Read(string name) => File.ReadAllBytes(this[name]);

    /// <summary>A reading a minute of one device.</summary>
    public string WriteHistory(string name, string device, int readings, int boot = 1)
    {
        var text = new StringBuilder("device_id,device_name,hardware_id,time,boot,seq,temperature,light_level\r\n");
        for (var i = 0; i < readings; i++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{device},\"Fern, tall\",AA:{device},{Start + (i * 60_000L)},{boot},{i},{(i % 300) / 10.0},{i % 9000}\r\n");
        }

        File.WriteAllText(this[name], text.ToString());
        return this[name];
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
