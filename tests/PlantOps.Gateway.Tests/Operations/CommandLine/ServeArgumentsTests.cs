using PlantOps.Gateway.Operations.CommandLine;

namespace PlantOps.Gateway.Tests.Operations.CommandLine;

public sealed class ServeArgumentsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--Http:Port 9000")]
    [InlineData("--Http:Port=9000 --Listen 127.0.0.1")]
    [InlineData("--http:port 9000")]
    [InlineData("--Certificates:Names:0 plants.example")]
    public void Problem_OfSettings_IsNone(string arguments) => Assert.Null(Problem(arguments));

    [Theory]
    [InlineData("devcie list", "'devcie'")]
    [InlineData("--Http:Port", "--Http:Port needs a value.")]
    [InlineData("--Http:Port --Listen 127.0.0.1", "--Http:Port needs a value.")]
    [InlineData("--Http:Port 9000 9001", "'9001'")]
    [InlineData("-p 9000", "'-p'")]
    [InlineData("--Mqtt:Port 1883", "--Mqtt:Port is no setting. There are: DataDirectory, ")]
    [InlineData("--Listne=127.0.0.1", "--Listne is no setting.")]
    public void Problem_OfAnythingElse_NamesIt(string arguments, string named) =>
        Assert.Contains(named, Problem(arguments), StringComparison.Ordinal);

    private static string? Problem(string arguments) => ServeArguments.Problem(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
