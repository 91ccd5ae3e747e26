using System.Collections.Concurrent;
using PlantOps.Contracts.Commands;

namespace PlantOps.Gateway.Devices.Commands;

/// <summary>Commands that wait for their device's answer, and what became of each device's last.</summary>
internal sealed class CommandAnswers
{
    private readonly ConcurrentDictionary<(int Device, string Command), TaskCompletionSource<CommandAck>> _waiting = new();

    private readonly ConcurrentDictionary<int, CommandOutcome> _last = new();

    /// <summary>What a device was told last, since the gateway's start; <see langword="null"/> where nothing was.</summary>
    public CommandOutcome? LastOf(int device) => _last.GetValueOrDefault(device);

    public void Note(int device, CommandOutcome outcome) => _last[device] = outcome;

    /// <summary>Begins to wait for an answer; dispose of it when it is no longer wanted.</summary>
    public Waiting Expect(int device, string command)
    {
        var source = new TaskCompletionSource<CommandAck>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[(device, command)] = source;
        return new Waiting(source.Task, () => _waiting.TryRemove((device, command), out _));
    }

    /// <summary>A device has answered what nobody waits for here: another gateway may.</summary>
    public event Action<int, CommandAck>? Unexpected;

    /// <summary>A device has answered. An answer that nobody waits for is late, or a repeat.</summary>
    public void Answered(int device, CommandAck answer)
    {
        if (_waiting.TryRemove((device, answer.Id), out var source)) source.TrySetResult(answer);
        else Unexpected?.Invoke(device, answer);
    }

    /// <summary>A place in which an answer will be.</summary>
    internal sealed class Waiting(Task<CommandAck> answer, Action forget) : IDisposable
    {
        public Task<CommandAck> Answer => answer;

        public void Dispose() => forget();
    }
}
