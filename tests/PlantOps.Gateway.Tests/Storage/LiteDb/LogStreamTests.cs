using PlantOps.Gateway.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

/// <summary>What a power cut can leave of the log, byte by byte.</summary>
public sealed class LogStreamTests : IDisposable
{
    private const int Pages = 3;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Open_LastTransactionTorn_HasThoseBefore()
    {
        var (image, end) = TwoTransactions();
        for (var at = end; at < image.Length; at += 511)
        {
            var torn = image.ToArray();
            torn[at] ^= 0x10;
            Assert.Equal(Pages, PagesOf(torn));
            Assert.Equal(Pages, PagesOf(image[..(int)at]));
        }

        Assert.Equal(2 * Pages, PagesOf(image));
    }

    [Fact]
    public void Open_TransactionInTheMiddleDamaged_RefusesRatherThanLosingTheRest()
    {
        using var file = Open();
        using var log = new LogStream(file, long.MaxValue, Timeout);
        Write(log, 1);
        var second = log.End;
        Write(log, 2);
        Write(log, 3);
        RandomAccess.Write(file, [0xFF], second + LogFrame.HeaderSize + 100);

        var refused = Assert.Throws<InvalidDataException>(() => new LogStream(file, long.MaxValue, Timeout));

        Assert.Contains($"byte {second}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NewGenerationOverLongerOld_HasTheNewOnly()
    {
        using var file = Open();
        using var log = new LogStream(file, long.MaxValue, Timeout);
        Write(log, 1);
        Write(log, 2);
        log.SetLength(0);
        Write(log, 3);
        using var reopened = new LogStream(file, long.MaxValue, Timeout);
        Assert.Equal(Pages * PageStream.PageSize, reopened.Length);
        Assert.Equal(3, FirstByte(reopened));
    }

    [Fact]
    public void Open_WithKnownEnd_ForgetsWhatWasReportedAsFailed()
    {
        using var file = Open();
        using var log = new LogStream(file, long.MaxValue, Timeout);
        Write(log, 1);
        var end = log.End;
        Write(log, 2);
        using var reopened = new LogStream(file, end, Timeout);
        Assert.Equal(end, reopened.End);
        using var afterRestart = new LogStream(file, long.MaxValue, Timeout);
        Assert.Equal(end, afterRestart.End);
    }

    [Fact]
    public void Read_BeforeAndAfterPersist_GivesThePages()
    {
        using var file = Open();
        using var log = new LogStream(file, long.MaxValue, Timeout);
        log.Write(Enumerable.Repeat((byte)7, PageStream.PageSize).ToArray(), 0, PageStream.PageSize);
        Assert.Equal(7, FirstByte(log));
        log.Persist();
        Assert.Equal(7, FirstByte(log));
    }

    [Fact]
    public void WaitFor_WhatIsNeverHandedOver_FailsInTime()
    {
        using var file = Open();
        using var log = new LogStream(file, long.MaxValue, TimeSpan.FromMilliseconds(1));

        Assert.Throws<IOException>(() => log.WaitFor(PageStream.PageSize));

        Assert.True(log.IsStuck);
    }

    [Fact]
    public void Persist_MoreThanATransactionMayHold_FailsAndKeepsWhatWasThere()
    {
        using var file = Open();
        using var log = new LogStream(file, long.MaxValue, Timeout, maxPages: 40);
        Write(log, 1);
        var end = log.End;
        WritePages(log, 2, 41);
        var buffered = log.Buffered;
        WritePages(log, 2, 1000);

        Assert.Contains("more than", Assert.Throws<IOException>(log.Persist).Message, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => ReadPage(log, Pages));

        Assert.Equal(buffered, log.Buffered);
        Assert.Equal(1, FirstByte(log));
        using var reopened = new LogStream(file, long.MaxValue, Timeout);
        Assert.Equal(end, reopened.End);
    }

    [Fact]
    public void Persist_ExceptionallyLargeTransaction_DoesNotKeepItsMemory()
    {
        using var file = Open();
        using var log = new LogStream(file, long.MaxValue, Timeout);
        var usual = log.Buffered;
        WritePages(log, 1, 2000);
        Assert.True(log.Buffered >= 2000 * PageStream.PageSize);
        log.Persist();
        Assert.Equal(usual, log.Buffered);

        using var reopened = new LogStream(file, long.MaxValue, Timeout);
        Assert.Equal(2000 * PageStream.PageSize, reopened.Length);
        Assert.Equal(usual, reopened.Buffered);
    }

    public void Dispose() => _directory.Dispose();

    private (byte[] Image, long FirstEnd) TwoTransactions()
    {
        using var file = Open();
        using var log = new LogStream(file, long.MaxValue, Timeout);
        Write(log, 1);
        var end = log.End;
        Write(log, 2);
        var image = new byte[log.End];
        RandomAccess.Read(file, image, 0);
        return (image, end);
    }

    private long PagesOf(byte[] image)
    {
        using var file = Open();
        RandomAccess.SetLength(file, 0);
        RandomAccess.Write(file, image, 0);
        using var log = new LogStream(file, long.MaxValue, Timeout);
        return log.Length / PageStream.PageSize;
    }

    private static void Write(LogStream log, byte content)
    {
        WritePages(log, content, Pages);
        log.Persist();
    }

    private static void WritePages(LogStream log, byte content, int count)
    {
        var page = Enumerable.Repeat(content, PageStream.PageSize).ToArray();
        for (var i = 0; i < count; i++) log.Write(page, 0, page.Length);
    }

    private static int FirstByte(LogStream log) => ReadPage(log, 0)[0];

    private static byte[] ReadPage(LogStream log, int index)
    {
        var page = new byte[PageStream.PageSize];
        log.Position = index * PageStream.PageSize;
        Assert.Equal(page.Length, log.Read(page, 0, page.Length));
        return page;
    }

    private Microsoft.Win32.SafeHandles.SafeFileHandle Open() =>
        File.OpenHandle(_directory.Data.DatabaseLog, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
}
