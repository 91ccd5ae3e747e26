using PlantOps.Gateway.Devices.Enrolment;

namespace PlantOps.Gateway.Tests.Storage.Registry;

/// <summary>What every store of enrolments must do.</summary>
public abstract class EnrolmentStoreContract(TestStore store) : IDisposable
{
    private static readonly OpenEnrolment Fern = new("A1", "Fern", 1_777_777_777_123);
    private static readonly OpenEnrolment Cactus = new("B2", "Cactus", 1_777_777_777_124);

    [Fact]
    public void Add_AfterRestart_IsThere()
    {
        Assert.Empty(store.Enrolments.Load());
        store.Enrolments.Add(Fern, []);
        store.Restart();
        Assert.Equal([Fern], store.Enrolments.Load());
    }

    [Fact]
    public void Add_WithExpiredOnes_DropsThose()
    {
        store.Enrolments.Add(Fern, []);
        store.Enrolments.Add(Cactus, [Fern.Key, "never there"]);
        Assert.Equal([Cactus], store.Enrolments.Load());
    }

    [Fact]
    public void Find_ByKey_FindsThatOneOnly()
    {
        store.Enrolments.Add(Fern, []);
        store.Enrolments.Add(Cactus, []);
        Assert.Equal(Cactus, store.Enrolments.Find(Cactus.Key));
        Assert.Null(store.Enrolments.Find("C3"));
    }

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }
}
