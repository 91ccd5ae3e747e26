namespace PlantOps.Gateway.Records;

/// <summary>What a gateway keeps in memory of a store on which there may be other gateways.</summary>
/// <param name="Name">What is changed, as a notice of it says: a set of records, or a table.</param>
/// <param name="Title">What is done about it: “Reading of tokens”.</param>
/// <param name="Reload">Does it.</param>
internal sealed record SharedState(string Name, string Title, Func<Task> Reload);

/// <summary>What is to be done once for all gateways on a store.</summary>
/// <param name="IsHere">Whether it is this one that does it.</param>
internal sealed record OnceForAll(Func<bool> IsHere);

internal static class SharedStates
{
    /// <summary>Has something read anew when another gateway has changed it.</summary>
    public static IServiceCollection AddShared<T>(this IServiceCollection services, string name, string title, Action<T> reload)
        where T : notnull =>
        services.AddShared<T>(name, title, state =>
        {
            reload(state);
            return Task.CompletedTask;
        });

    /// <inheritdoc cref="AddShared{T}(IServiceCollection, string, string, Action{T})"/>
    public static IServiceCollection AddShared<T>(
        this IServiceCollection services, string name, string title, Func<T, Task> reload)
        where T : notnull =>
        services.AddSingleton(provider => new SharedState(name, title, () => reload(provider.GetRequiredService<T>())));
}
