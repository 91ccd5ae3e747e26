using System.Text;
using nanoFramework.TestFramework;
using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.NanoTests;

[TestClass]
public class StorageTests
{
    [TestMethod]
    public void Crc32_OfTheStandardsCheckValue_IsTheStandards() =>
        Assert.AreEqual(0xCBF43926L, Crc32.Of(Encoding.UTF8.GetBytes("123456789"), 0, 9));

    [TestMethod]
    public void LittleEndian_EightBytes_AreTheNumberAgain()
    {
        byte[] data = new byte[10];
        LittleEndian.Put(data, 1, 8, 0x0123456789ABCDEF);
        Assert.AreEqual(0xEF, (int)data[1]);
        Assert.AreEqual(0x0123456789ABCDEF, LittleEndian.Get(data, 1, 8));
    }

    [TestMethod]
    public void TwoSlotFile_NewestSlotSpoilt_GivesTheOneBefore()
    {
        MemoryStore files = new MemoryStore();
        TwoSlotFile file = new TwoSlotFile(files, "f", 8);
        Assert.IsTrue(file.Write(new byte[] { 1 }, 1));
        Assert.IsTrue(file.Write(new byte[] { 2 }, 1));
        Assert.AreEqual(2, (int)file.Read()![0]);
        files.Spoil("f.0", 8);
        Assert.AreEqual(1, (int)file.Read()![0]);
    }
}
