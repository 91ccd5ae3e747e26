using PlantOps.Gateway.Broker.Embedded;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>Nothing else runs meanwhile: what is counted is the whole process's.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class LoginMemory;

/// <summary>What failed log-ins leave behind.</summary>
[Collection<LoginMemory>]
public sealed class LoginMemoryTests
{
    private const int Connections = 1000;

    [Theory]
    [InlineData(65_500)]
    [InlineData(3000)]
    public async Task Connect_WithManyLongUserNames_LeavesNothingInMemory(int length)
    {
        await using var broker = await PlainBroker.StartedAsync();

        // The first ones fill pools that stay.
        await FailAsync(broker, length);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await FailAsync(broker, length);

        // The names alone, as text in memory, are twice that; a megabyte comes and goes by itself.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, (long)Connections * length);
    }

    private static async Task FailAsync(PlainBroker broker, int length)
    {
        for (var i = 0; i < Connections; i++)
        {
            using var stranger = await RawClient.OpenAsync(broker.Port);
            try
            {
                await stranger.SendAsync(RawPackets.Connect($"{Guid.NewGuid()}".PadRight(length, 'x'), "wrong"));
            }
            catch (IOException)
            {
                // Refused before all of it was sent.
            }
        }

        Assert.True(SpinWait.SpinUntil(() => broker.Get<PendingConnections>().Count == 0, TimeSpan.FromMinutes(3)));
    }
}
