using System.Text;
using CsCheck;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Archive;

public sealed class FormulaGuardTests
{
    private const string Characters = "=+-@\t\r\n' \",a1＝漢";

    private static readonly Gen<string> Names =
        Gen.Int[0, Characters.Length - 1].Select(i => Characters[i]).Array[0, 6].Select(all => new string(all));

    [Theory]
    [InlineData("=cmd|'/C calc'!A1")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(1+1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("  =1+1")]
    [InlineData("'=1+1")]
    [InlineData("＝1+1")]
    public async Task Write_ANameThatIsAFormula_IsTextAndReadAsItWas(string name)
    {
        var device = new ArchiveDevice("plant-1", name, name);

        var file = await ArchiveText.WriteAsync(ArchiveFormat.Csv, (device, [TestReadings.At(TestReadings.Start)]));

        Assert.Contains($"plant-1,\"'{name}\",\"'{name}\",", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        if (name.Any(char.IsControl)) return;
        Assert.Equal(device, Assert.Single((await ArchiveText.ReadAsync(ArchiveFormat.Csv, file)).Good).Device);
    }

    [Theory]
    [InlineData("=cmd|'/C calc'!A1")]
    [InlineData("'=1+1")]
    [InlineData("'quoted'")]
    public async Task Read_WhatAnEarlierVersionWrote_IsAsItWas(string name)
    {
        var rows = await ArchiveText.ReadCsvAsync($"device_id,device_name,time,temperature\nplant-1,{name},1748779200000,-21\n");

        Assert.Equal(name, Assert.Single(rows.Good).Device.Name);
    }

    [Fact]
    public void Guard_OfAnyText_NeverBeginsAFormulaAndCanBeUndone() => Names.Sample(name =>
    {
        var guarded = FormulaGuard.Guard(name, out var isGuarded);

        Assert.DoesNotContain(guarded.FirstOrDefault(), "\t\r\n");
        Assert.DoesNotContain(guarded.TrimStart().FirstOrDefault(), "=+-@＝");
        Assert.Equal(name, isGuarded ? FormulaGuard.Unguard(guarded) : guarded);
        if (!isGuarded) Assert.Equal(name, FormulaGuard.Unguard(guarded));
    });

    [Fact]
    public async Task Write_Numbers_StayNumbers()
    {
        Reading[] readings = [TestReadings.At(TestReadings.Start, temperature: -0.5)];

        var file = await ArchiveText.WriteAsync(ArchiveFormat.Csv, (ArchiveText.Basil, readings));

        Assert.Contains(",-0.5,", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.DoesNotContain("'", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
    }
}
