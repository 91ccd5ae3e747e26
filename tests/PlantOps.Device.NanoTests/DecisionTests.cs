using System;
using System.Text;
using nanoFramework.TestFramework;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Sampling;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.NanoTests;

[TestClass]
public class DecisionTests
{
    [TestMethod]
    public void Calibration_BetweenItsPoints_IsInPercent()
    {
        SoilCalibration calibration = new SoilCalibration(2900, 1250);
        Assert.AreEqual(50.0, calibration.ToPercent(2075));
        Assert.AreEqual(0.0, calibration.ToPercent(3500));
        Assert.AreEqual(100.0, calibration.ToPercent(900));
    }

    [TestMethod]
    public void Backoff_AgainAndAgain_GrowsToItsLimitAndNoFurther()
    {
        Backoff backoff = new Backoff(5000, 120000, new Random(1));
        int wait = 0;
        for (int i = 0; i < 20; i++)
        {
            wait = backoff.NextMs();
            Assert.IsTrue(wait >= 2500 && wait <= 120000);
        }

        Assert.IsTrue(wait >= 60000);
        backoff.Reset();
        Assert.IsTrue(backoff.NextMs() <= 5000);
    }

    [TestMethod]
    public void Address_AsPeopleTypeIt_IsNormalised()
    {
        Assert.AreEqual("https://plantops.local:8443", GatewayAddress.Normalise(" plantops.local/ "));
        Assert.IsNull(GatewayAddress.Normalise("http://plantops.local"));
    }

    [TestMethod]
    public void Certificate_InPem_IsItsBytes()
    {
        string? pem = CertificateText.First(
            Encoding.UTF8.GetBytes("x\n-----BEGIN CERTIFICATE-----\nMIIB\nAgM=\n-----END CERTIFICATE-----\n"));
        byte[]? der = CertificateText.ToDer(pem!);
        Assert.AreEqual(5, der!.Length);
        Assert.AreEqual(0x30, (int)der[0]);
        Assert.AreEqual(3, (int)der[4]);
    }

    [TestMethod]
    public void Configuration_ThatNoDeviceCanRunWith_HasDefaultsInItsPlace()
    {
        byte[] content = Encoding.UTF8.GetBytes(
            "{\"device_id\":\"fern\",\"mqtt_port\":4294976179,\"interval_s\":0,\"soil_dry_raw\":100,\"soil_wet_raw\":100}");
        DeviceConfiguration? configuration = DeviceConfiguration.Parse(content);
        Assert.IsNotNull(configuration);
        Assert.AreEqual(60, configuration!.IntervalS);
        Assert.AreEqual(2900, configuration.SoilDryRaw);
        Assert.AreEqual(1250, configuration.SoilWetRaw);
        Assert.AreEqual(0, configuration.MqttPort);
        Assert.AreEqual("fern", configuration.DeviceId);
    }

    [TestMethod]
    public void Inbox_MessageWithoutContentOrForNobody_LeavesNothing()
    {
        Inbox inbox = new Inbox(new NoSignal());
        inbox.Received("devices/fern/commands", null);
        inbox.Received("elsewhere", new byte[1]);
        Assert.IsNull(inbox.TakeCommand());
        inbox.Received("devices/fern/commands", new byte[2]);
        Assert.AreEqual(2, inbox.TakeCommand()!.Length);
        Assert.IsNull(inbox.TakeDesired());
    }

    [TestMethod]
    public void Configuration_Stored_IsReadAgain()
    {
        MemoryStore files = new MemoryStore();
        ConfigurationStore store = new ConfigurationStore(files);
        Assert.IsNull(store.Load());
        Assert.IsTrue(
            store.Save(new DeviceConfiguration { DeviceId = "fern", MqttPassword = "p\"w\u00e9", IntervalS = 300, Boot = 7 }));
        DeviceConfiguration? read = new ConfigurationStore(files).Load();
        Assert.AreEqual("fern", read!.DeviceId);
        Assert.AreEqual("p\"w\u00e9", read.MqttPassword);
        Assert.AreEqual(300, read.IntervalS);
        Assert.AreEqual(7L, read.Boot);
    }

    private sealed class NoSignal : ISignal
    {
        public void Set()
        {
        }

        public void Wait(int milliseconds)
        {
        }
    }
}
