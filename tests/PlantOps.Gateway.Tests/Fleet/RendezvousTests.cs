using System.Globalization;
using PlantOps.Gateway.Fleet;

namespace PlantOps.Gateway.Tests.Fleet;

public sealed class RendezvousTests
{
    private static readonly string[] Keys =
        [.. Enumerable.Range(0, 6000).Select(i => string.Create(CultureInfo.InvariantCulture, $"pl-{i:x8}"))];
    private static readonly string[] Five = ["0000000000000001", "0000000000000002", "a000000000000001", "f3a91c00d2e4b586",
        "zone"];

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void OwnerOf_ManyKeys_GivesEachMemberItsShare(int count)
    {
        var members = Five[..count];

        var shares = Keys.CountBy(key => Rendezvous.OwnerOf(key, members)!).ToList();

        Assert.Equal(count, shares.Count);
        Assert.All(shares, share => Assert.InRange(share.Value, Keys.Length / count * 0.9, Keys.Length / count * 1.1));
    }

    [Fact]
    public void OwnerOf_AMemberGoes_MovesOnlyWhatItOwned()
    {
        var left = Five[1..];

        foreach (var key in Keys)
        {
            var before = Rendezvous.OwnerOf(key, Five);
            if (before != Five[0]) Assert.Equal(before, Rendezvous.OwnerOf(key, left));
        }
    }

    [Fact]
    public void OwnerOf_MembersInAnotherOrder_IsTheSame() =>
        Assert.All(Keys, key => Assert.Equal(Rendezvous.OwnerOf(key, Five), Rendezvous.OwnerOf(key, [.. Five.Reverse()])));

    [Fact]
    public void OwnerOf_NoMember_IsNobody() => Assert.Null(Rendezvous.OwnerOf("pl-fern", []));

    [Fact]
    public void OwnerOf_AKey_IsWhatEarlierVersionsSaid() =>
        Assert.Equal(
            ["0000000000000002", "0000000000000001", "f3a91c00d2e4b586"],
            [Rendezvous.OwnerOf("pl-fern", Five)!, Rendezvous.OwnerOf("pl-aloe", Five)!, Rendezvous.OwnerOf("leader", Five)!]);
}
