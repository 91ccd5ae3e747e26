using PlantOps.Gateway.Access.Secrets;

namespace PlantOps.Gateway.Tests.Access.Secrets;

public sealed class SecretMaskTests
{
    [Fact]
    public void Of_ASecretOfAnyLength_ShowsAThirdOfItAtMost()
    {
        for (var length = 0; length < 100; length++)
        {
            var secret = new string('s', length);
            var shown = SecretMask.EndIn(SecretMask.Of(secret))?.Length ?? 0;

            Assert.True(3 * shown <= length, $"{shown} of {length}");
            Assert.Equal(length < 12 ? 0 : 4, shown);
        }
    }
}
