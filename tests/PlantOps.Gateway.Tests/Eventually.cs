namespace PlantOps.Gateway.Tests;

/// <summary>
/// Waits for what happens beside a test, and fails where it never does: a test that waits for ever says nothing.
/// </summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(5);

    /// <param name="isSo">Asked again and again.</param>
    /// <param name="meanwhile">Done before each of these times, such as letting a made-up time go on.</param>
    public static Task IsAsync(Func<bool> isSo, Action? meanwhile = null) => IsAsync(
        () =>
        {
            if (isSo()) return Task.FromResult(true);
            meanwhile?.Invoke();
            return Task.FromResult(false);
        });

    /// <param name="isSo">Asked again and again.</param>
    public static async Task IsAsync(Func<Task<bool>> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var beat = new PeriodicTimer(Beat);
        while (!await isSo()) await beat.WaitForNextTickAsync(patience.Token);
    }
}
