using System.Text.Json;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Doctor;
using PlantOps.Gateway.Doctor.Checks;
using PlantOps.Gateway.Doctor.Machine;
using PlantOps.Gateway.Doctor.Words;

namespace PlantOps.Gateway.Tests.Doctor;

/// <summary>Each fault that is planted is named, and nothing else.</summary>
public sealed class JudgeTests
{
    public static TheoryData<string> Kinds => [.. Enum.GetNames<FaultKind>()];

    [Fact]
    public void Judge_NothingWrong_FindsNothing() => Assert.Empty(PlantedFaults.Nothing);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Judge_APlantedFault_NamesItAlone(string name)
    {
        var kind = Enum.Parse<FaultKind>(name);

        var finding = Assert.Single(PlantedFaults.All[kind]());

        Assert.Equal(kind, finding.Kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Words_OfEachFault_SayItInBothLanguages(string name)
    {
        var finding = Assert.Single(PlantedFaults.All[Enum.Parse<FaultKind>(name)]());

        foreach (var language in new[] { "en", "de" })
        {
            var words = DoctorLanguages.Of(language);
            string[] said = [words.Problem(finding), words.Remedy(finding)];
            Assert.All(said, text => Assert.DoesNotContain('{', text));
            Assert.All(said, text => Assert.InRange(text.Length, 8, 300));
        }

        Assert.NotEqual(DoctorLanguages.Of("en").Remedy(finding), DoctorLanguages.Of("de").Remedy(finding));
    }

    [Fact]
    public void Words_OfEachCheck_AreInBothLanguages()
    {
        foreach (var language in new[] { "en", "de" })
            Assert.All(CheckNames.All, name => Assert.NotEqual(name, DoctorLanguages.Of(language).Check(name)));
    }

    [Fact]
    public void Report_OfPlantedFaults_KeepsWhatIsPrivateOutOfWhatIsOpen()
    {
        var findings = DevicesCheck.Judge([new DeviceFact("Grandma's orchid", DeviceState.Offline)]).ToList();
        var report = DoctorReport.Of([new CheckOutcome(CheckNames.Devices, findings, null)]);

        var finding = Assert.Single(Assert.Single(report.Checks).Findings);

        Assert.Contains("Grandma's orchid", finding.Problem, StringComparison.Ordinal);
        Assert.Equal(["1", "1"], finding.Open);
        Assert.Equal("faults", report.Status);
        Assert.DoesNotContain(
            "\"open\"", JsonSerializer.Serialize(report, DoctorJson.Default.DoctorReport), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OfAdviceAlone_IsOk()
    {
        var report = DoctorReport.Of([new CheckOutcome(CheckNames.TimeZone, [new Finding(FaultKind.ZoneUnset, "a", "b")], null)]);

        Assert.Equal(("ok", "advice"), (report.Status, report.Checks[0].Status));
    }

    [Fact]
    public void With_WhatIsUnknownInside_TakesWhatIsSeenOutside()
    {
        var inside = DoctorReport.Of(
            [new CheckOutcome(CheckNames.Clock, [], "It cannot be seen from here."),
                new CheckOutcome(CheckNames.Disk, [], null)]);
        var outside = DoctorReport.Of([new CheckOutcome(CheckNames.Clock, [new Finding(FaultKind.ClockUnsynchronised)], null)]);

        var report = inside.With(outside);

        Assert.Equal(["fault", "ok"], report.Checks.Select(check => check.Status));
        Assert.Equal("faults", report.Status);
    }

    [Theory]
    [InlineData("/", "ext4")]
    [InlineData("/var/lib/plantops", "btrfs")]
    [InlineData("/var/lib/plantops/certs", "btrfs")]
    [InlineData("/var/lib/plantops2", "ext4")]
    [InlineData("/mnt/my disk/data", "nfs4")]
    [InlineData("/run/x", "tmpfs")]
    public void KindIn_Mounts_IsThatOfTheLongestAndLast(string directory, string expected)
    {
        string[] mounts =
        [
            "22 1 179:2 / / rw,noatime shared:1 - ext4 /dev/root rw",
            "23 22 0:20 / /run rw shared:2 master:1 - tmpfs tmpfs rw",
            "30 22 0:40 / /var/lib/plantops rw - xfs /dev/sda1 rw",
            "31 22 0:41 / /var/lib/plantops rw - btrfs /dev/sdb1 rw",
            @"32 22 0:42 / /mnt/my\040disk rw - nfs4 nas:/x rw",
            "broken",
        ];

        Assert.Equal(expected, FileSystem.KindIn(mounts, directory));
    }

    [Fact]
    public void Judge_SyncOfMemory_IsLeftToTheDisk() =>
        Assert.Empty(SyncCheck.Judge(new SyncFacts(TimeSpan.FromMicroseconds(2), new FileSystem(1, 1, false, "tmpfs"))));

    [Fact]
    public void Judge_AJumpOfLastWeek_IsForgotten()
    {
        var now = new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

        Assert.Empty(ClockCheck.Judge(
            new ClockFacts(now, now.AddYears(-1), null, new ClockJump(now.AddDays(-7), TimeSpan.FromHours(1)))));
    }

    [Fact]
    public async Task Power_AlarmOfThePisSensor_IsRead()
    {
        using var directory = new Hosting.TemporaryDirectory();
        var sensor = Directory.CreateDirectory(Path.Combine(directory.Path, "hwmon1")).FullName;
        await File.WriteAllTextAsync(Path.Combine(sensor, "name"), "rpi_volt\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(sensor, "in0_lcrit_alarm"), "1\n", TestContext.Current.CancellationToken);

        var findings = await new PowerCheck(directory.Path).Run(TestContext.Current.CancellationToken);

        Assert.Equal(FaultKind.PowerLow, Assert.Single(findings!).Kind);
    }
}
