using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using PlantOps.Device.Core.Tests;

namespace PlantOps.Device.Heap.Tests;

/// <summary>What a gateway asks for, while the device is connected and has a backlog besides.</summary>
public sealed class InstructionsTests : IDisposable
{
    private const string Topic = "devices/fern-0123/";

    private readonly CountedDevice _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public void DesiredState_WithABacklog_IsAppliedAndReported()
    {
        Start();
        Tell(20_000, "desired", """{"version":3,"interval_s":120,"soil_dry_raw":2800,"soil_wet_raw":1200}""");
        Run(60_000);
        Assert.Equal((3, 120, 2800), (_device.Stored.DesiredVersion, _device.Stored.IntervalS, _device.Stored.SoilDryRaw));
        Assert.Contains(_device.Gateway.Messages, message => message.StartsWith(Topic + "reported {", StringComparison.Ordinal)
            && message.Contains("\"version\":3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NewCa_WithABacklog_TakesThePlaceOfTheOldOne(bool longest)
    {
        using var next = new TestCa();
        var pem = longest ? LongPem() : next.Pem;
        Start();
        Tell(20_000, "desired", $$"""{"version":4,"ca_pem":{{JsonSerializer.Serialize(pem)}}}""");
        _device.Time.After(40_000, () => _device.Gateway.Link!.Break());
        Run(120_000);
        Assert.Equal((pem, string.Empty), (_device.Stored.CaPem, _device.Stored.NextCaPem));
        Assert.Contains("the new CA has taken the place of the old one", _device.Board.Log);
    }

    [Fact]
    public void Commands_WithABacklog_AreCarriedOutAndAnswered()
    {
        Start();
        for (var i = 0; i < 8; i++)
        {
            var name = i % 2 == 0 ? "read_now" : "identify";
            Tell(10_000 + (i * 2000), "commands", $$"""{"id":"0123456789abcdef-{{i}}","name":"{{name}}"}""");
        }

        Run(60_000);
        Assert.Equal(8, _device.Gateway.Messages.Count(message => message.Contains("/commands/ack", StringComparison.Ordinal)));
    }

    private void Start()
    {
        _device.Enrol();
        _device.Buffer(1000);
        _device.Start(HeapModel.Budget);
    }

    private void Tell(int atMs, string topic, string payload) =>
        _device.Time.After(atMs, () => _device.Gateway.Link!.Deliver(Topic + topic, payload));

    private void Run(int milliseconds)
    {
        _device.Run(() => false, milliseconds);
        Assert.Null(_device.Failure);
    }

    // An RSA key as long as a CA's is, whose certificate is nearly as long as a device takes.
    private static string LongPem()
    {
        using var key = RSA.Create(4096);
        var request = new CertificateRequest(
            "CN=" + new string('c', 64) + ",O=" + new string('o', 64), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var ca = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(2));
        return ca.ExportCertificatePem() + "\n";
    }
}
