using System.Text;
using System.Text.Json;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>How plants are, as the gateway found it that judges each, shown by all.</summary>
internal sealed class SharedPlantStates(PlantStatusCache statuses, GatewayFleet fleet) : IFleetSource
{
    public const string Name = "plants";

    /// <summary>Plants of one telling: what is more comes with the next, a fifth of a second later.</summary>
    private const int MaxAtOnce = 1000;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _changed = [];

    public event Action? Ready;

    public string Kind => Name;

    /// <summary>This gateway has found a plant to be so.</summary>
    public void Shown(string plantId, PlantStatus before, PlantStatus now)
    {
        if (fleet.HasOthers && !now.IsSame(before)) Change(plantId);
    }

    /// <summary>A plant is gone, or cannot be judged.</summary>
    public void Forgotten(string plantId)
    {
        if (fleet.HasOthers) Change(plantId);
    }

    public IReadOnlyList<string> Take()
    {
        List<string> changed;
        bool isMore;
        lock (_gate)
        {
            changed = [.. _changed.Take(MaxAtOnce)];
            _changed.ExceptWith(changed);
            isMore = _changed.Count > 0;
        }

        if (isMore) Ready?.Invoke();
        return [.. changed.Where(fleet.Owns).Select(LineOf).Where(HasRoom)];
    }

    public void TellAll()
    {
        lock (_gate) _changed.UnionWith(statuses.All.Select(plant => plant.Key).Where(fleet.Owns));
        Ready?.Invoke();
    }

    public void Hear(FleetMessage message)
    {
        foreach (var line in message.Lines)
        {
            var state = JsonSerializer.Deserialize(line, AlertsJson.Default.SharedPlantState);
            if (state is not null && !fleet.Owns(state.Plant)) Show(state);
        }
    }

    private static bool HasRoom(string line) => Encoding.UTF8.GetByteCount(line) <= FleetMessages.MaxLine;

    private void Show(SharedPlantState state)
    {
        if (state.Condition is not { } condition) statuses.Remove(state.Plant);
        else statuses.Show(
            state.Plant, new PlantStatus(condition, state.LastReadingAt, state.Rules ?? []) { FreshFor = state.FreshFor });
    }

    private string LineOf(string plantId)
    {
        var status = statuses.Found(plantId);
        var state = new SharedPlantState
        {
            Plant = plantId,
            Condition = status?.Condition,
            LastReadingAt = status?.LastReadingAt ?? 0,
            FreshFor = status?.FreshFor ?? 0,
            Rules = status?.Rules.ToDictionary(),
        };
        return JsonSerializer.Serialize(state, AlertsJson.Default.SharedPlantState);
    }

    private void Change(string plantId)
    {
        lock (_gate)
        {
            if (!_changed.Add(plantId)) return;
        }

        Ready?.Invoke();
    }
}

/// <summary>How a plant is, as one gateway tells others. Fields are only ever added: they may be of another version.</summary>
internal sealed class SharedPlantState
{
    public required string Plant { get; init; }

    /// <summary><c>null</c> where nobody can say it, or the plant is gone.</summary>
    public PlantCondition? Condition { get; init; }

    /// <summary>Unix milliseconds; 0 where there was none.</summary>
    public long LastReadingAt { get; init; }

    /// <summary>Milliseconds; 0 where nobody has looked.</summary>
    public long FreshFor { get; init; }

    public Dictionary<string, PlantCondition>? Rules { get; init; }
}
