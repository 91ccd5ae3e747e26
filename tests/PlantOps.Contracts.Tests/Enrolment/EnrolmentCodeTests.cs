using System.Security.Cryptography;
using CsCheck;
using PlantOps.Contracts.Enrolment;

namespace PlantOps.Contracts.Tests.Enrolment;

public sealed class EnrolmentCodeTests
{
    private static readonly byte[] Ca = "a certificate"u8.ToArray();

    [Fact]
    public void Parse_OfToString_IsTheSameCode() =>
        Gen.Byte.Array[7, 12].Sample(random =>
        {
            var made = EnrolmentCode.Create(random, Ca);
            var read = EnrolmentCode.Parse(made.ToString());
            Assert.NotNull(read);
            Assert.Equal(made.Secret, read.Secret);
            Assert.Equal(made.Pin, read.Pin);
            Assert.True(read.Matches(Ca));
        });

    [Theory]
    [InlineData("oiloi-lOILO-ABCDE-FGHJK", "01101-10110-ABCDE-FGHJK")]
    [InlineData(" 01101 10110abcdefghjk ", "01101-10110-ABCDE-FGHJK")]
    public void Parse_LookAlikesAndSpacing_AreForgiven(string typed, string code) =>
        Assert.Equal(code, EnrolmentCode.Parse(typed)?.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("01101-10110-ABCDE-FGHJ")]
    [InlineData("01101-10110-ABCDE-FGHJKM")]
    [InlineData("U1101-10110-ABCDE-FGHJK")]
    [InlineData("01101-10110-ABCDE-FGHJ\u00e9")]
    public void Parse_NoCode_IsNull(string? typed) => Assert.Null(EnrolmentCode.Parse(typed));

    [Fact]
    public void Matches_OtherCa_IsFalse() =>
        Assert.False(EnrolmentCode.Create(new byte[7], Ca).Matches("another certificate"u8.ToArray()));

    [Fact]
    public void Create_ZeroSecret_IsTheKnownVector()
    {
        // The pin worked out apart from the code under test: 50 bits of the HMAC, five at a time.
        var hmac = HMACSHA256.HashData("PlantOps CA pin v1"u8, Ca);
        var bits = string.Concat(hmac.Select(b => Convert.ToString(b, 2).PadLeft(8, '0')));
        var pin = string.Concat(Enumerable.Range(0, 10)
            .Select(i => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[Convert.ToInt32(bits.Substring(i * 5, 5), 2)]));

        Assert.Equal("0000000000", EnrolmentCode.Create(new byte[7], Ca).Secret);
        Assert.Equal(pin, EnrolmentCode.PinOf(Ca));
        Assert.Equal("0JH6VEAMF9", pin);
    }
}
