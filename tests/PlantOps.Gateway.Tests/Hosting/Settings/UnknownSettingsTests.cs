using PlantOps.Gateway.App;

namespace PlantOps.Gateway.Tests.Hosting.Settings;

public sealed class UnknownSettingsTests
{
    [Theory]
    [InlineData("PLANTOPS_Htp__Port", "PLANTOPS_Htp__Port is no setting. Did you mean PLANTOPS_Http__Port?")]
    [InlineData("PLANTOPS_HTTP_PORT", "Did you mean PLANTOPS_Http__Port?")]
    [InlineData("PLANTOPS_DataDirectroy", "Did you mean PLANTOPS_DataDirectory?")]
    [InlineData("PLANTOPS_X", "`plantops serve --help` lists all settings.")]
    public void InEnvironment_Unknown_IsNamed(string variable, string expected) =>
        Assert.Contains(
            expected, Assert.Single(UnknownSettings.InEnvironment(["PATH", variable, "LOG_LEVEL"])), StringComparison.Ordinal);

    [Fact]
    public void InEnvironment_SettingsAndServiceLinks_AreFine() => Assert.Empty(UnknownSettings.InEnvironment(
    [
        "PLANTOPS_Http__Port", "PLANTOPS_HTTP__PORT", "plantops_Listen", "PLANTOPS_Certificates__Names__0", "PLANTOPS_PORT",
        "PLANTOPS_SERVICE_HOST", "PLANTOPS_SERVICE_PORT", "PLANTOPS_SERVICE_PORT_HTTPS", "PLANTOPS_PORT_8080_TCP",
        "PLANTOPS_PORT_8080_TCP_ADDR", "OTHER_X", ]));

    [Fact]
    public void InFile_Unknown_IsNamedWithTheFile()
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "appsettings.json");
        File.WriteAllText(file, """{"$schema":"x","Htp":{"Port":80},"Http":{"Port":81},"Certificates":{"Names":["a","b"]}}""");

        Assert.Equal([$"{file}: 'Htp:Port' is no setting. Did you mean Http:Port?"], UnknownSettings.InFile(file));
    }

    [Fact]
    public void InFile_NotThere_IsFine() => Assert.Empty(UnknownSettings.InFile("/nowhere/appsettings.json"));
}
