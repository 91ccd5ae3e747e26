using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Tests.Storage;

public sealed class TwoSlotFileTests
{
    [Fact]
    public void Read_PowerCutAtEveryByteOfAWrite_IsTheOldOrTheNewContent()
    {
        for (var cut = 1; cut < 30; cut++)
        {
            var flash = new MemoryFlash();
            Write(flash, "the first");
            Write(flash, "the second");
            flash.BytesUntilPowerCut = cut;
            var done = Write(flash, "the third");
            Assert.Equal(done ? "the third" : "the second", Read(flash.PowerOn()));
        }
    }

    [Fact]
    public void Read_NewestSlotDamaged_IsTheOneBefore()
    {
        var flash = new MemoryFlash();
        Write(flash, "the first");
        Write(flash, "the second");
        flash.Change("file.0", content => { content[10] ^= 4; return content; });
        Assert.Equal("the first", Read(flash));
    }

    [Fact]
    public void Read_NothingWritten_IsNull() => Assert.Null(Read(new MemoryFlash()));

    private static bool Write(MemoryFlash flash, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return new TwoSlotFile(flash, "file", 100).Write(bytes, bytes.Length);
    }

    private static string? Read(MemoryFlash flash) =>
        new TwoSlotFile(flash, "file", 100).Read() is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null;
}
