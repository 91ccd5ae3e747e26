using System.Text.Json;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Updates;

/// <summary>How far an update has come that has begun to change something.</summary>
internal enum UpdatePhase
{
    /// <summary>The service is stopped, or about to be; the program is still the one before.</summary>
    Stopping,

    /// <summary>The database's files are kept as they were; the new program may have had them.</summary>
    Switching,

    /// <summary>The new program did not do what it must.</summary>
    GoingBack,
}

/// <summary>An update that is under way, or was broken off.</summary>
internal sealed class UpdateUnderWay
{
    public required UpdatePhase Phase { get; init; }

    /// <summary>The version that ran.</summary>
    public required string From { get; init; }

    /// <summary>The version that was to run.</summary>
    public required string To { get; init; }

    /// <summary>The one to go back to before it.</summary>
    public string? Previous { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long Begun { get; init; }

    public required StoreContents Before { get; init; }

    public UpdateUnderWay In(UpdatePhase phase) => new()
    {
        Phase = phase, From = From, To = To, Previous = Previous, Begun = Begun, Before = Before,
    };
}

/// <summary>Keeps it beside the programs, so that whoever comes after a power cut knows what to take back.</summary>
internal sealed class UpdateJournal(string root)
{
    private string Path => System.IO.Path.Combine(root, ".update.json");

    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public UpdateUnderWay? Read()
    {
        if (!File.Exists(Path)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path), UpdatesJson.Default.UpdateUnderWay);
        }
        catch (JsonException exception)
        {
            throw new IOException($"'{Path}' says that an update was broken off, and cannot be read.", exception);
        }
    }

    public void Write(UpdateUnderWay update)
    {
        var beside = Path + ".new";
        File.Delete(beside);
        using (var file = new FileStream(beside, OwnFile.Options(FileMode.CreateNew)))
        {
            JsonSerializer.Serialize(file, update, UpdatesJson.Default.UpdateUnderWay);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, Path, overwrite: true);
        FileSync.Directory(root);
    }

    public void Remove()
    {
        File.Delete(Path);
        FileSync.Directory(root);
    }
}

/// <summary>Is told before each step of an update: a test ends the process here.</summary>
internal class UpdateStages
{
    public const string Unpack = "unpack";
    public const string Keep = "keep";
    public const string Rehearse = "rehearse";
    public const string Stop = "stop";
    public const string Copy = "copy";
    public const string Switch = "switch";
    public const string Start = "start";
    public const string Finish = "finish";
    public const string Forget = "forget";
    public const string Back = "back";
    public const string PutBack = "put back";
    public const string StartBefore = "start before";

    public virtual void Enter(string stage)
    {
    }
}
