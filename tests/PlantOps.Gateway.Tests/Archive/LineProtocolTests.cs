using PlantOps.Gateway.Archive.Tables;

namespace PlantOps.Gateway.Tests.Archive;

public sealed class LineProtocolTests
{
    [Fact]
    public void Read_EscapesAndQuotes_AreUndone()
    {
        var line = new LineProtocol();

        Assert.Null(line.Read(
            @"my\ plants,room=living\ room,name=a\,b\=c temp=21.5,n=-3i,u=4u,on=t,text=""x, y=z \"" w"" 1714550400123456789"));

        Assert.Equal("my plants", line.Measurement);
        Assert.Equal([("room", "living room"), ("name", "a,b=c")], line.Tags);
        Assert.Equal([("temp", 21.5), ("n", -3), ("u", 4), ("on", double.NaN), ("text", double.NaN)], line.Fields);
        Assert.Equal(1714550400123, line.Time);
    }

    [Theory]
    [InlineData("plants temperature=21 1714550400", 1714550400000)]
    [InlineData("plants temperature=21 1714550400123", 1714550400123)]
    [InlineData("plants temperature=21 1714550400123456", 1714550400123)]
    [InlineData("plants temperature=21", null)]
    public void Read_AnyPrecision_IsMilliseconds(string text, long? time)
    {
        var line = new LineProtocol();

        Assert.Null(line.Read(text));

        Assert.Equal(time, line.Time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plants")]
    [InlineData("plants ")]
    [InlineData("plants temperature")]
    [InlineData("plants temperature=")]
    [InlineData("plants,room temperature=21")]
    [InlineData("plants temperature=21 soon")]
    [InlineData("device_id,time,temperature")]
    [InlineData("plants temperature=warm 1714550400")]
    public void Read_NoLineProtocol_IsSaid(string text) => Assert.NotNull(new LineProtocol().Read(text));
}
