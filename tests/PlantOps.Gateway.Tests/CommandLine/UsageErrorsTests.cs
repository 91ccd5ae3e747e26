using PlantOps.Gateway.App;

namespace PlantOps.Gateway.Tests.CommandLine;

public sealed class UsageErrorsTests
{
    [Theory]
    [InlineData(
        "plant add M --specis monstera-deliciosa", "`plantops plant add` has no option --specis. Did you mean --species?")]
    [InlineData("plant remove ID --data remove --dry-run",
        "`plantops plant remove` has no option --dry-run. It has: --data, --json, --DataDirectory.")]
    [InlineData("export --form 2026-12-01", "Did you mean --from?")]
    [InlineData("export --devcie X", "Did you mean --device?")]
    [InlineData("device list --jsn", "Did you mean --json?")]
    [InlineData("device list --Http:Port 8081", "--Http:Port is a setting of `plantops serve`")]
    [InlineData("--Htp:Port 80", "Did you mean --Http:Port?")]
    [InlineData("serve --Listne=127.0.0.1", "Did you mean --Listen?")]
    [InlineData("serve --Frobnicate 1", "--Frobnicate is no setting. `plantops serve --help` lists all settings.")]
    [InlineData("--Http:Port", "--Http:Port needs a value.")]
    [InlineData("--Http:Port --Listen 127.0.0.1", "--Http:Port needs a value.")]
    [InlineData("--Http:Port 9000 9001", "has no command '9001'")]
    [InlineData("-p 9000", "-p is no setting.")]
    [InlineData("serve now", "`plantops serve` takes no 'now'.")]
    [InlineData("devcie list", "`plantops` has no command 'devcie'. Did you mean `plantops device`?")]
    [InlineData("device lst", "`plantops device` has no command 'lst'. Did you mean `plantops device list`?")]
    [InlineData("certificates renw-ca", "Did you mean `plantops certificates renew-ca`?")]
    [InlineData("device", "`plantops device` needs one of these behind it:")]
    [InlineData("help devcie", "There is no command 'devcie'. Did you mean device?")]
    [InlineData("device add", "`plantops device add` needs NAME:")]
    [InlineData("device add Fern on the sill", "Put quotes around a NAME of several words: \"Fern on the sill\".")]
    [InlineData("device show X Y", "`plantops device show` takes no 'Y' behind ID.")]
    [InlineData("device set X interval=10", "There is no 'interval'. Did you mean interval_s?")]
    [InlineData("device set X interval_s=abc",
        "interval_s: 'abc' is no whole number, without a unit. It is: seconds between readings, 5 to 86400.")]
    [InlineData("plant rule P soil_moisture.low warning=25%", "warning: '25%' is no number, without a unit.")]
    [InlineData("plant rule P soil_moisture.low warnin=20", "There is no 'warnin'. Did you mean warning?")]
    [InlineData("plant rule P soil_moisture.lo warning=20", "Did you mean soil_moisture.low?")]
    [InlineData("plant did P waterd", "'waterd' is not possible here. Did you mean watered? Possible: watered, fertilised, ")]
    [InlineData("plant did P 0", "'0' is not possible here.")]
    [InlineData("plant mute P NaN", "'NaN' is no number of hours")]
    [InlineData("plant watch P D --soil-channel two", "--soil-channel: 'two' is no whole number")]
    [InlineData("plant watch P D --since yesterday", "--since: 'yesterday' is no time. Possible are 2026-05-01, ")]
    [InlineData("plant remove P --data kep", "Did you mean keep?")]
    [InlineData("channel add telegramm Phone", "Did you mean telegram?")]
    [InlineData("channel add ntfy Phone topc=x", "Did you mean topic?")]
    [InlineData("token create x --role king", "'king' is not possible here. Possible: owner, ")]
    [InlineData("device tell X read", "Did you mean read_now?")]
    [InlineData("person add Ada --quiet 2200-0700", "--quiet: '2200-0700' is neither of the form 22:00-07:00 nor none.")]
    [InlineData("person add Ada --digest 25:00", "--digest: '25:00' is neither a time of day like 08:00 nor none.")]
    [InlineData("person add Ada --time-zone Mars", "--time-zone: 'Mars' is no time zone")]
    [InlineData("audit list --limit few", "--limit: 'few' is no whole number")]
    [InlineData("export --output x.xlsx", "'x.xlsx' ends neither with .csv nor with .parquet")]
    [InlineData("export --from 2026", "--from: '2026' is no time.")]
    public void Of_AMistake_NamesItAndWhatIsRight(string typed, string expected) =>
        Assert.Contains(expected, Assert.Single(Problems(typed.Split(' '))), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    [InlineData("--Http:Port 9000")]
    [InlineData("--Http:Port=9000 --Listen 127.0.0.1")]
    [InlineData("--http:port 9000 serve")]
    [InlineData("serve --Certificates:Names:0 plants.example --Certificates:Names:1 plants.lan")]
    [InlineData("--Https:Port 9000 --Https:Port 9001")]
    [InlineData("device list --DataDirectory a --datadirectory=b")]
    [InlineData("device add -- --weird--")]
    [InlineData("plant add Fern --notes=--dry--")]
    [InlineData("plant set P --notes -5")]
    [InlineData("plant did P Watered")]
    [InlineData("export --from 2026-12-01 --to 2026-12-02T08:00+02:00 --output x.csv")]
    [InlineData("export --output -")]
    [InlineData("device set X interval_s=10 pins.soil=-1 sensors.light=none sleep=true")]
    [InlineData("plant rule P temperature.low critical=-2.5")]
    [InlineData("plant remove --help --frobnicate")]
    [InlineData("--version")]
    public void Of_WhatIsRight_IsNothing(string typed) =>
        Assert.Empty(Problems(typed.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("device set X interval=10", "publish_s         seconds between connections while it sleeps, 60 to 86400")]
    [InlineData("device", "plantops device list")]
    public void Of_AMistake_ListsWhatIsPossible(string typed, string expected) =>
        Assert.Contains(expected, Assert.Single(Problems(typed.Split(' '))), StringComparison.Ordinal);

    private static IReadOnlyList<string> Problems(string[] typed)
    {
        var words = ServeOptions.Normalise(typed);
        return UsageErrors.Of(PlantOpsCommand.Create([]).Parse(words), words);
    }
}
