using System.Text;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Contracts.Tests.Telemetry;

public sealed class StoredNoticeTests
{
    [Fact]
    public void Sample_IsReadAndWritten()
    {
        var notice = StoredNotice.Parse(WireSample.Bytes("stored"));

        Assert.NotNull(notice);
        Assert.Equal((7, 1234, 2), (notice.Boot, notice.UpTo, notice.Ranges));
        Assert.Equal(WireSample.Text("stored"), Written.By(notice.Write));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1234, true)]
    [InlineData(1235, false)]
    [InlineData(1240, true)]
    [InlineData(1251, true)]
    [InlineData(1252, false)]
    [InlineData(1260, true)]
    [InlineData(1261, false)]
    public void Covers_EachNumber_AsItSays(long sequence, bool covers) =>
        Assert.Equal(covers, StoredNotice.Parse(WireSample.Bytes("stored"))!.Covers(sequence));

    [Theory]
    [InlineData("""{"boot":7}""")]
    [InlineData("""{"boot":7,"also":[]}""")]
    [InlineData("""{"boot":7,"also":[[]]}""")]
    [InlineData("""{"boot":7,"also":[[0]]}""")]
    [InlineData("""{"boot":7,"also":[[5,4]],"later":{"a":[1]}}""")]
    public void Covers_WithoutARun_Nothing(string json)
    {
        var notice = Parse(json);

        Assert.NotNull(notice);
        Assert.DoesNotContain(Enumerable.Range(0, 10), sequence => notice.Covers(sequence));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"upto":5}""")]
    [InlineData("""{"boot":7,"upto":5""")]
    [InlineData("""{"boot":7,"also":[[1,2]}""")]
    [InlineData("""{"boot":7,"also":[1,2]}""")]
    [InlineData("""{"boot":7,"upto":"5"}""")]
    public void Parse_WhatIsNoNotice_IsNull(string json) => Assert.Null(Parse(json));

    [Fact]
    public void Parse_MoreNumbersInARun_AreIgnored() => Assert.True(Parse("""{"boot":7,"also":[[1,2,3],[8,9]]}""")!.Covers(8));

    [Fact]
    public void Write_TheLongestThereIs_Fits()
    {
        const long Max = (1L << 53) - 1;
        var notice = new StoredNotice { Boot = Max, UpTo = Max };
        while (notice.Add(Max, Max))
        {
            // As many as it takes.
        }

        var text = Written.By(notice.Write);

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, StoredNotice.MaxBytes);
        Assert.Equal(StoredNotice.MaxRanges, Parse(text)!.Ranges);
    }

    [Fact]
    public void Parse_MoreRunsThanItHolds_LeavesOutTheRest()
    {
        var runs = string.Join(',', Enumerable.Range(0, 100).Select(i => $"[{i * 10},{i * 10}]"));

        var notice = Parse($$"""{"boot":7,"also":[{{runs}}]}""")!;

        Assert.True(notice.Covers(150));
        Assert.False(notice.Covers(160));
    }

    private static StoredNotice? Parse(string json) => StoredNotice.Parse(Encoding.UTF8.GetBytes(json));
}
