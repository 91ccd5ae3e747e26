using System.Text;
using PlantOps.Device.Core.Portal;
using PlantOps.Device.Core.Portal.Http;

namespace PlantOps.Device.Core.Tests.Portal;

public sealed class FormReaderTests
{
    [Theory]
    [InlineData("a=b&c=d", "a=b;c=d;")]
    [InlineData("a=b+c%20d", "a=b c d;")]
    [InlineData("a=%26%3D%2b%25", "a=&=+%;")]
    [InlineData("n=Caf%C3%A9", "n=Café;")]
    [InlineData("a=&b", "a=;b=;")]
    [InlineData("a==b", "a==b;")]
    [InlineData("", "")]
    [InlineData("a=b&c=%", "a=b;!")]
    [InlineData("a=%4", "!")]
    [InlineData("a=%zz", "!")]
    [InlineData("a=%4g", "!")]
    [InlineData("a=%00", "!")]
    public void Next_Encoded_GivesFieldsOrSaysThatItCannot(string encoded, string expected)
    {
        var read = new StringBuilder();
        var form = Open(encoded);
        while (form.Next()) read.Append(form.Name).Append('=').Append(form.Value).Append(';');
        Assert.Equal(expected, read + (form.IsMalformed ? "!" : string.Empty));
    }

    [Theory]
    [InlineData("ssid=Garden&other=", "Garden")]
    [InlineData("ssid=&other=Hidden", "Hidden")]
    [InlineData("other=Hidden", "Hidden")]
    [InlineData("ssid=Garden&other=Hidden", "Garden")]
    public void Read_Networks_IsTheChosenOneOrTheTypedOne(string encoded, string ssid) =>
        Assert.Equal(ssid, SetupForm.Read(Open(encoded))!.Ssid);

    [Fact]
    public void Read_Malformed_IsNull() => Assert.Null(SetupForm.Read(Open("ssid=Garden&code=%")));

    private static FormReader Open(string encoded)
    {
        var bytes = Encoding.Latin1.GetBytes("??" + encoded + "&x=y");
        var form = new FormReader();
        form.Open(bytes, 2, encoded.Length);
        return form;
    }
}
