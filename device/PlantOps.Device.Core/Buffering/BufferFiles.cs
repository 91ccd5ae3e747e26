using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Buffering;

/// <summary>Which files a buffer has.</summary>
internal static class BufferFiles
{
    public static string NameOf(int slot) => string.Concat("readings.", slot.ToString("D2"));

    /// <summary>Deletes everything that a buffer has stored. It must not be in use.</summary>
    public static void Delete(IFileStore files)
    {
        for (int i = 0; i < ReadingBuffer.SegmentCount; i++)
        {
            files.Delete(NameOf(i));
        }

        TwoSlotFile.Delete(files, SettledFile.FileName);
    }
}
