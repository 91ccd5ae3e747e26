using PlantOps.Device.Core.Portal;
using PlantOps.Device.Core.Tests.Adapters;
using PlantOps.Device.Core.Tests.Portal;
using PlantOps.Device.Network;
using PlantOps.HeapCounter;

namespace PlantOps.Device.Heap.Tests;

/// <summary>The portal and an enrolment through it, on the heap that an ESP32 has.</summary>
public sealed class SetupTests : IDisposable
{
    private object[] _kept = [];

    public void Dispose() => ManagedHeap.Use(null);

    [Fact]
    public void Request_WithTheLongestAnswer_CostsWhatIsReckonedForIt()
    {
        // As the gateway answers: all of it in one chunk.
        var body = new string('x', 4000);
        using var server = new TlsServer($"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nfa0\r\n{body}\r\n0\r\n\r\n");
        ManagedHeap.Use(new ManagedHeap(HeapModel.HttpExchange, 0));
        _kept = [ManagedHeap.Charge(HeapModel.HttpSocket)];
        // What it costs is asked, not how fast a busy machine is.
        var reply = new SocketHttp(60_000).Send(server.Url, new byte[600], server.CaPem);
        Assert.Equal((201, 4000, string.Empty, 1), (reply.Status, reply.Body.Length, reply.Error, _kept.Length));
    }

    [Fact]
    public void Portal_FromTheFirstPageToTheEnrolment_FitsBesideTheServersOfTheAccessPoint()
    {
        ManagedHeap.Use(new ManagedHeap(HeapModel.Budget, HeapModel.AtMain));
        _kept = [ManagedHeap.Charge(HeapModel.Run)];
        SetUp();
    }

    [Fact]
    public void Portal_BesideADeviceThatMeasuresOnWithAFullBuffer_Fits()
    {
        using var device = new CountedDevice();
        device.Enrol();
        device.Buffer(5000);
        device.Gateway.IsThere = false;
        device.Start(HeapModel.Budget);
        device.Run(() => device.Device!.Stored > 0, 300_000);
        SetUp();
        Assert.Null(device.Failure);
        Assert.Equal(5000 + device.Device!.Stored, device.Device.Pending);
    }

    private void SetUp()
    {
        _kept = [.. _kept, ManagedHeap.Charge(HeapModel.PortalServers), ManagedHeap.Charge(HeapModel.HttpExchange)];
        using var portal = new PortalUnderTest();
        portal.Air = [.. Enumerable.Range(0, 30).Select(i => new WifiNetwork(new string('"', 31) + (char)('A' + i), -50))];
        portal.CheckAll();
        Assert.Equal(200, portal.Get("/").Status);
        Assert.Equal(SetupOutcome.Done, portal.SetUp());
        Assert.Equal(200, portal.Get("/").Status);
        GC.KeepAlive(_kept);
    }
}
