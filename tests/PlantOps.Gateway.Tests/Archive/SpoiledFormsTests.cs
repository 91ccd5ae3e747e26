using PlantOps.Gateway.Archive;

namespace PlantOps.Gateway.Tests.Archive;

/// <summary>Files of others that are damaged: each is read as far as it can be, or refused in words.</summary>
public sealed class SpoiledFormsTests
{
    private const int Tries = 400;

    private static readonly byte[] Signs = ",;\t|\"\n\r#=/\\0123456789eEnNaA. -+\0"u8.ToArray();

    [Theory]
    [InlineData("home-assistant-history.csv")]
    [InlineData("home-assistant-statistics.tsv")]
    [InlineData("thingspeak-feeds.csv")]
    [InlineData("influx-annotated.csv")]
    [InlineData("influx-pivoted.csv")]
    [InlineData("influx.lp")]
    [InlineData("datalogger.csv")]
    [InlineData("pandas.csv")]
    public async Task Read_Spoiled_IsReadOrRefused(string name)
    {
        var right = TableFormsTests.Form(name);
        var random = new Random(name.Length);
        ImportText[] texts =
        [
            new() { Device = "plant-1", TimeZone = "Europe/Berlin" },
            new() { Device = "plant-1", TimeZone = "UTC", Columns = ["time=#1", "temperature=#3"], Units = ["temperature=F"] },
            new() { NoHeader = true, Device = "plant-1", Columns = ["date=#1", "time=#2", "humidity=#3"], DateOrder = "dmy" },
            new() { Columns = ["source=#1", "value=#2", "time=#3"], Device = "plant-1" },
        ];

        for (var i = 0; i < Tries; i++)
        {
            try
            {
                var rows = await ArchiveText.ReadAsync(Spoil(right, random), texts[i % texts.Length]);
                Assert.All(rows.Good, row => Assert.True(ArchiveIds.IsValid(row.Device.Id)));
            }
            catch (InvalidDataException exception)
            {
                Assert.NotEmpty(exception.Message);
            }
        }
    }

    private static byte[] Spoil(byte[] right, Random random)
    {
        List<byte> file = [.. right];
        for (var change = random.Next(1, 12); change > 0 && file.Count > 1; change--)
        {
            var at = random.Next(file.Count);
            switch (random.Next(5))
            {
                case 0: file[at] = (byte)random.Next(256); break;
                case 1: file[at] = Signs[random.Next(Signs.Length)]; break;
                case 2: file.Insert(at, Signs[random.Next(Signs.Length)]); break;
                case 3: file.RemoveRange(at, random.Next(1, Math.Min(20, file.Count - at + 1))); break;
                default: file.InsertRange(at, file.GetRange(at, Math.Min(random.Next(40), file.Count - at))); break;
            }
        }

        return [.. file];
    }
}
