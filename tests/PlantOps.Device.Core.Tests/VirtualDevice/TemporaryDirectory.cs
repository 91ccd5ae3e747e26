namespace PlantOps.Device.Core.Tests.VirtualDevice;

internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("plantops-device-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
