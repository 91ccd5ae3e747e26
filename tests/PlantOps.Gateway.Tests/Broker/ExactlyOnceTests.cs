using PlantOps.Gateway.Broker.Embedded;

namespace PlantOps.Gateway.Tests.Broker;

public sealed class ExactlyOnceTests
{
    private readonly ExactlyOnce _exactlyOnce = new();

    [Fact]
    public void TryReceive_SameIdentifierBeforeItsRelease_IsARepeat()
    {
        Assert.True(_exactlyOnce.TryReceive(1, 7));
        Assert.False(_exactlyOnce.TryReceive(1, 7));
        Assert.True(_exactlyOnce.TryReceive(2, 7));
    }

    [Fact]
    public void TryReceive_AfterItsRelease_IsNew()
    {
        _exactlyOnce.TryReceive(1, 7);
        _exactlyOnce.Release(1, 7);

        Assert.True(_exactlyOnce.TryReceive(1, 7));
    }

    [Fact]
    public void Forget_NewSession_KnowsNothing()
    {
        _exactlyOnce.TryReceive(1, 7);
        _exactlyOnce.Forget(1);

        Assert.True(_exactlyOnce.TryReceive(1, 7));
    }
}
