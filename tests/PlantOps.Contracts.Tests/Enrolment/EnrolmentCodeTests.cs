using CsCheck;
using PlantOps.Contracts.Enrolment;

namespace PlantOps.Contracts.Tests.Enrolment;

public sealed class EnrolmentCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly byte[] Ca = "a certificate"u8.ToArray();
    private static readonly byte[] OtherCa = "another certificate"u8.ToArray();

    // Its last two characters worked out apart from the code under test.
    private const string Known = "01101-10110-01ABC-DEFPP";

    [Fact]
    public void Parse_OfToString_IsTheSameCode() =>
        Gen.Byte.Array[5, 12].Sample(random =>
        {
            var made = EnrolmentCode.Create(random, Ca);
            var read = EnrolmentCode.Parse(made.ToString());
            Assert.NotNull(read);
            Assert.Equal(made.Secret, read.Secret);
            Assert.Equal(made.Pin, read.Pin);
            Assert.True(read.Matches(Ca));
            Assert.False(read.Matches(OtherCa));
        });

    [Theory]
    [InlineData("oiloi-lOILO-oiABC-DEFPP")]
    [InlineData(" 01101 1011001abcdefpp ")]
    public void Parse_LookAlikesAndSpacing_AreForgiven(string typed) =>
        Assert.Equal(Known, EnrolmentCode.Parse(typed)?.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("01101-10110-01ABC-DEFP")]
    [InlineData("01101-10110-01ABC-DEFPPP")]
    [InlineData("U1101-10110-01ABC-DEFPP")]
    [InlineData("01101-10110-01ABC-DEFP\u00e9")]
    public void Parse_NoCode_IsNullAndNotMistyped(string? typed)
    {
        Assert.Null(EnrolmentCode.Parse(typed));
        Assert.False(EnrolmentCode.IsMistyped(typed));
    }

    [Fact]
    public void Parse_OneOrTwoWrongCharacters_IsAlwaysFoundOut()
    {
        var right = Known.Replace("-", string.Empty, StringComparison.Ordinal);
        foreach (var (first, second) in from first in Enumerable.Range(
            0, 20) from second in Enumerable.Range(first, 20 - first) select (first, second))
        {
            foreach (var (one, other) in from one in Alphabet from other in first == second ? "0" : Alphabet select (one, other))
            {
                var typed = right.ToCharArray();
                typed[second] = other;
                typed[first] = one;
                var text = new string(typed);
                Assert.Equal(text != right, EnrolmentCode.IsMistyped(text));
                Assert.Equal(text == right, EnrolmentCode.Parse(text) is not null);
            }
        }
    }

    [Fact]
    public void Create_ZeroSecret_IsTheKnownVector()
    {
        // HMAC-SHA256("00000000", "a certificate") and the remainder of the polynomial, worked out apart from the code under
        // test.
        var code = EnrolmentCode.Create(new byte[5], Ca);

        Assert.Equal("00000000", code.Secret);
        Assert.Equal("AWVJMZE2Y8", code.Pin);
        Assert.Equal("00000-000AW-VJMZE-2Y8XK", code.ToString());
    }

    [Fact]
    public void Create_TwoCodesOfOneGateway_HaveNoPinInCommon()
    {
        var one = EnrolmentCode.Create([1, 2, 3, 4, 5], Ca);
        var other = EnrolmentCode.Create([1, 2, 3, 4, 6], Ca);

        Assert.NotEqual(one.Pin, other.Pin);
        Assert.Equal(one.Pin, EnrolmentCode.PinOf(one.Secret, Ca));
    }
}
