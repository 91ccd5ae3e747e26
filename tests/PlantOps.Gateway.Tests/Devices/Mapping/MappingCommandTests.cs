using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Tests.Devices.Mapping;

public sealed class MappingCommandTests
{
    [Fact]
    public void Parse_AField_IsWhatWasTyped()
    {
        var rule = MappingCommand.Parse("/out/t=temperature,unit=F,factor=0.1,offset=-5", out var problem);

        Assert.Equal(new FieldRule { Pointer = "/out/t", As = "temperature", Unit = "F", Factor = 0.1, Offset = -5 }, rule);
        Assert.Empty(problem);
    }

    [Theory]
    [InlineData("temperature", "is not POINTER=WHAT")]
    [InlineData("t=temperature", "is not POINTER=WHAT")]
    [InlineData("/t=warmth", "One of temperature, humidity")]
    [InlineData("/t=temperature,unit=R", "One of F, K")]
    [InlineData("/t=temperature,factor=x", "'factor=x' in")]
    [InlineData("/t=temperature,facter=1", "'facter=1' in")]
    public void Parse_AWrongField_SaysWhatIsWrong(string text, string expected)
    {
        Assert.Null(MappingCommand.Parse(text, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }
}
