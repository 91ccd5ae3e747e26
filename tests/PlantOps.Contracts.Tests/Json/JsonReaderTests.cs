using System.Text;
using System.Text.Json;
using CsCheck;
using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Tests.Json;

public sealed class JsonReaderTests
{
    [Theory]
    [InlineData("true", true, false)]
    [InlineData("false", false, false)]
    [InlineData(" true", true, false)]
    [InlineData("1", false, true)]
    [InlineData("tru", false, true)]
    [InlineData("\"true\"", false, true)]
    public void ReadBool_Value_IsReadOrFails(string text, bool value, bool failed)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var json = new JsonReader(bytes, bytes.Length);
        Assert.Equal(value, json.ReadBool());
        Assert.Equal(failed, json.Failed);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-17", -17)]
    [InlineData("9007199254740991", 9007199254740991)]
    public void ReadLong_WholeNumber_IsRead(string json, long value)
    {
        var reader = Over(json);
        Assert.Equal(value, reader.ReadLong());
        Assert.True(reader.AtEnd());
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("\"1\"")]
    [InlineData("")]
    public void ReadLong_AnythingElse_Fails(string json)
    {
        var reader = Over(json);
        reader.ReadLong();
        Assert.False(reader.AtEnd());
    }

    [Theory]
    [InlineData("""
        "plain ü"
        """, "plain ü")]
    [InlineData("""
        "\"\\\/\b\f\n\r\t"
        """, "\"\\/\b\f\n\r\t")]
    [InlineData("""
        "\u0041\u00e9\u20AC\uD83C\uDF31"
        """, "Aé€🌱")]
    [InlineData("null", null)]
    public void ReadString_Text_IsRead(string json, string? value)
    {
        var reader = Over(json);
        Assert.Equal(value, reader.ReadString());
        Assert.True(reader.AtEnd());
    }

    [Theory]
    [InlineData("\"open")]
    [InlineData("\"open\\")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\\ud83c alone\"")]
    [InlineData("\"line\nbreak\"")]
    [InlineData("nul")]
    public void ReadString_AnythingElse_Fails(string json)
    {
        var reader = Over(json);
        reader.ReadString();
        Assert.False(reader.AtEnd());
    }

    [Theory]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{,"a":1}""")]
    [InlineData("""{"a" 1}""")]
    [InlineData("""{"a":1 "b":2}""")]
    [InlineData("""{"a":[1,2}""")]
    [InlineData("[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]")]
    public void Skip_NotJson_Fails(string json)
    {
        var reader = Over(json);
        reader.Skip();
        Assert.False(reader.AtEnd());
    }

    [Fact]
    public void Skip_EveryKind_ReachesTheEnd()
    {
        var reader = Over("""{"a":[1,-2.5e3,true,false,null,"x",{"b":{}}],"c":[] }  """);
        reader.Skip();
        Assert.True(reader.AtEnd());
    }

    [Fact]
    public void ReadString_WhatTheWriterWrote_IsTheSameText() =>
        Gen.String.Sample(text =>
        {
            var name = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            var json = Written.By(writer =>
            {
                writer.BeginObject();
                writer.Write("t", name);
                writer.EndObject();
            });
            var reader = Over(json);
            Assert.True(reader.BeginObject() && reader.NextMember());
            Assert.Equal(name, reader.ReadString());
            Assert.False(reader.NextMember());
            Assert.True(reader.AtEnd());
            Assert.Equal(name, JsonDocument.Parse(json).RootElement.GetProperty("t").GetString());
        });

    [Fact]
    public void Read_AnyBytes_NeverThrowsOrHangs() =>
        Gen.OneOf(Gen.Byte.Array[0, 60], Gen.Char["{}[]\",:\\u019tfn .-e"].Array[0, 60].Select(c => Encoding.UTF8.GetBytes(c)))
            .Sample(bytes => new JsonReader(bytes, bytes.Length).Skip());

    private static JsonReader Over(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return new JsonReader(bytes, bytes.Length);
    }
}
