using PlantOps.Gateway.Operations.Hosting;

namespace PlantOps.Gateway.Access;

/// <summary>Writes now and then, and at the end, when each token was last used.</summary>
internal sealed class LastUsedWriter(TokenRegistry tokens, TimeProvider time, ILogger<LastUsedWriter> logger)
    : LazyWriter(time, logger)
{
    protected override void Write() => tokens.SaveLastUsed();
}
