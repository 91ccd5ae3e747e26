using PlantOps.Gateway.Dashboard.Compare;
using PlantOps.Gateway.Dashboard.PlantPage;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Tests.Dashboard.Plants;

namespace PlantOps.Gateway.Tests.Dashboard.Compare;

public sealed class CompareTests
{
    private const long Now = 1_777_622_400_000;
    private const long Hour = 60 * 60 * 1000;

    [Fact]
    public void Answer_OfLinesThatWereMeasuredAtOtherTimes_HasAValueOrNoneAtEachTime()
    {
        var fern = Line(new(Now - (3 * Hour), 1, 10.04, 20), HistoryPoint.Gap(Now - (2 * Hour)), new(Now - Hour, 1, 30, 40));
        var basil = Line(new HistoryPoint(Now - (2 * Hour), 1, 5, 9));

        var answer = CompareAnswer.Of([fern, basil], Now - (24 * Hour), Now);

        Assert.Equal([(Now - (3 * Hour)) / 1000, (Now - (2 * Hour)) / 1000, (Now - Hour) / 1000], answer.T);
        Assert.Equal([10, null, 30], answer.Lines[0]);
        Assert.Equal([null, 5, null], answer.Lines[1]);
    }

    [Fact]
    public async Task Show_OnePlant_ComparesItWithItselfBefore()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (fern, basil) = (await host.Api.Add("Fern"), await host.Api.Add("Basil <b>"));

        var alone = (await host.Ada.GetAsync($"/compare?plant={fern}&days=30")).Html;
        var both = (await host.Ada.GetAsync(
            $"/compare?plant={fern}&plant={basil}&plant={fern}&plant=gone&metric=temperature")).Html;
        var data = (await host.Ada.GetAsync($"/compare/data?plant={fern}&plant={basil}")).Html;

        Assert.Contains("30&#xA0;days before", alone, StringComparison.Ordinal);
        Assert.Contains("Basil &lt;b&gt;", both, StringComparison.Ordinal);
        Assert.DoesNotContain("days before", both, StringComparison.Ordinal);
        Assert.StartsWith("{\"t\":[],\"lines\":[[],[]],", data, StringComparison.Ordinal);
    }

    private static ComparedLine Line(params HistoryPoint[] points) =>
        new(new Plant { Id = "pl-1", Name = "Fern", CreatedAt = 0 }, false, points);
}
