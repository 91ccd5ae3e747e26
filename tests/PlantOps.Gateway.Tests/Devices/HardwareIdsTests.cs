using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Tests.Devices;

public sealed class HardwareIdsTests
{
    [Theory]
    [InlineData("24:6F:28:AE:52:7C", "24:6F:28:AE:52:7C")]
    [InlineData("24-6f-28-ae-52-7c", "24:6F:28:AE:52:7C")]
    [InlineData("246f.28ae.527c", "24:6F:28:AE:52:7C")]
    [InlineData(" 246F28AE527C ", "24:6F:28:AE:52:7C")]
    [InlineData("0x246f28ae527c", "24:6F:28:AE:52:7C")]
    [InlineData("24_6f_28_ae_52_7c", "24:6F:28:AE:52:7C")]
    [InlineData("24 6F 28 AE 52 7C", "24:6F:28:AE:52:7C")]
    [InlineData("0x00124b0001020304", "00:12:4B:00:01:02:03:04")]
    [InlineData("00124b0001020304", "00:12:4B:00:01:02:03:04")]
    [InlineData("24:6F-28:AE:52:7C", "24:6F-28:AE:52:7C")]
    [InlineData("24:6f", "24:6f")]
    [InlineData(" virtual-0a ", "virtual-0a")]
    public void Normalize_AnySpelling_IsOne(string hardwareId, string normal) =>
        Assert.Equal(normal, HardwareIds.Normalize(hardwareId));

    [Fact]
    public void KeyOf_AnotherCase_IsTheSame() => Assert.Equal(HardwareIds.KeyOf("Balcony-1"), HardwareIds.KeyOf(" bALCONY-1"));

    [Theory]
    [InlineData("AA", true)]
    [InlineData("шкаф 7 №2", true)]
    [InlineData("植物-1", true)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("A\u200BA", false)]
    [InlineData("A\u200DA", false)]
    [InlineData("A\u00ADA", false)]
    [InlineData("A\u2066A", false)]
    [InlineData("A\u2028A", false)]
    [InlineData("A\u3000A", false)]
    [InlineData("A\u3164A", false)]
    [InlineData("A\uFE0FA", false)]
    [InlineData("A\U000E0041A", false)]
    [InlineData("A\0", false)]
    public void IsValid_OnlyWhatCanBeSeen(string hardwareId, bool isValid) =>
        Assert.Equal(isValid, HardwareIds.IsValid(hardwareId));

    [Fact]
    public void IsValid_HalfACharacterOrTooMany_IsNot()
    {
        Assert.False(HardwareIds.IsValid("A" + (char)0xD800));
        Assert.True(HardwareIds.IsValid(new string('x', 64)));
        Assert.False(HardwareIds.IsValid(new string('x', 65)));
    }
}
