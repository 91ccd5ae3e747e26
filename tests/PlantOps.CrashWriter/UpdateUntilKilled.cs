using System.Diagnostics;
using PlantOps.Gateway.Updates;

/// <summary>Updates an installation by the archive in it, and is killed at a stage of that.</summary>
internal static class UpdateUntilKilled
{
    /// <param name="data">The service's data directory.</param>
    /// <param name="patience">How long the new program may take to be ready, seconds.</param>
    /// <param name="stage">At which stage.</param>
    /// <param name="root">The installation, with what stops and starts the service, and the archive.</param>
    public static async Task Run(string data, int patience, string stage, string root)
    {
        string[] control = ["sh", Path.Combine(root, "control"), UpdateSteps.VerbPlace];
        var steps = new UpdateSteps(
            new Installation(root), data, control, Console.WriteLine, TimeProvider.System, new DeadlyStages(stage))
        {
            Patience = TimeSpan.FromSeconds(patience),
            Steady = TimeSpan.FromSeconds(0.5),
        };
        Console.WriteLine(await steps.Apply(Path.Combine(root, "plantops.tar.xz"), CancellationToken.None));
    }

    private sealed class DeadlyStages(string deadly) : UpdateStages
    {
        public override void Enter(string stage)
        {
            if (stage == deadly) Process.GetCurrentProcess().Kill();
        }
    }
}
