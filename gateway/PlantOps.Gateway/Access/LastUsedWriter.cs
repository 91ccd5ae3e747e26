using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Access;

/// <summary>Writes now and then, and at the end, when each token was last used.</summary>
internal sealed class LastUsedWriter(TokenRegistry tokens, Supervisor supervisor, ILogger<LastUsedWriter> logger)
    : LazyWriter(supervisor, logger)
{
    public override string Component => "token_use";

    protected override string Title => "Writing when tokens were last used";

    protected override void Write() => tokens.SaveLastUsed();
}
