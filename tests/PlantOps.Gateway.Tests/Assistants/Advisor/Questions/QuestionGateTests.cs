using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Assistants.Advisor.Questions;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Questions;

public sealed class QuestionGateTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Enter_MoreThanOneMay_WaitsUntilOneIsOver()
    {
        var gate = new QuestionGate(_time);
        var (first, _) = gate.Enter(Of(1));
        var (second, _) = gate.Enter(Of(1));
        var (third, wait) = gate.Enter(Of(1));
        first!.Dispose();
        first.Dispose();
        var (again, _) = gate.Enter(Of(1));
        var (more, _) = gate.Enter(Of(1));

        Assert.NotNull(second);
        Assert.Null(third);
        Assert.True(wait > TimeSpan.Zero);
        Assert.NotNull(again);
        Assert.Null(more);
    }

    [Fact]
    public void Enter_MoreThanAllMay_Waits()
    {
        var gate = new QuestionGate(_time);

        var turns = Enumerable.Range(0, QuestionGate.MaxInAll + 3).Select(number => gate.Enter(Of(number)).Turn).ToList();

        Assert.Equal(QuestionGate.MaxInAll, turns.Count(turn => turn is not null));
    }

    [Fact]
    public void Enter_OneAfterTheOther_IsLetInAsOftenAsItsPaceAllows()
    {
        var gate = new QuestionGate(_time);

        var burst = Enumerable.Range(0, QuestionGate.Burst + 1).Select(_ => Ask(gate)).ToList();
        var (_, wait) = gate.Enter(Of(1));
        _time.Advance(wait);
        var later = (Ask(gate), Ask(gate));

        Assert.Equal([.. Enumerable.Repeat(true, QuestionGate.Burst), false], burst);
        Assert.InRange(wait, TimeSpan.FromSeconds(1), QuestionGate.Pace);
        Assert.Equal((true, false), later);
    }

    private static Principal Of(int number) => new(PrincipalKind.Token, "test", $"token-{number}");

    private static bool Ask(QuestionGate gate)
    {
        var (turn, _) = gate.Enter(Of(1));
        turn?.Dispose();
        return turn is not null;
    }
}
