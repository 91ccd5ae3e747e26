using PlantOps.Contracts.Commands;
using PlantOps.Contracts.Json;
using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Commands;

/// <summary>
/// The last commands and what became of them, over a restart: a command that is delivered twice, or retained by
/// mistake, is run once and answered as often as it comes.
/// </summary>
internal sealed class CommandMemory
{
    /// <summary>The memory's file.</summary>
    public const string FileName = "commands";

    /// <summary>So many commands are remembered.</summary>
    public const int Count = 8;

    private const int MaxBytes = 2048;

    private readonly TwoSlotFile _file;
    private readonly CommandAck?[] _acks = new CommandAck?[Count];

    public CommandMemory(IFileStore files)
    {
        _file = new TwoSlotFile(files, FileName, MaxBytes);
        byte[]? content = _file.Read();
        if (content != null)
        {
            Load(content);
        }
    }

    /// <summary>What became of a command; <see langword="null"/> where it is new.</summary>
    public CommandAck? Find(string id)
    {
        foreach (CommandAck? ack in _acks)
        {
            if (ack != null && ack.Id == id)
            {
                return ack;
            }
        }

        return null;
    }

    /// <summary>Remembers what became of a command, in place of the oldest.</summary>
    public void Remember(CommandAck ack)
    {
        for (int i = Count - 1; i > 0; i--)
        {
            _acks[i] = _acks[i - 1];
        }

        _acks[0] = ack;

        // Fewer where they are long, and none where even one is.
        byte[] content = new byte[MaxBytes];
        JsonWriter json = new JsonWriter(content);
        int count = Count;
        do
        {
            json.Reset();
            Write(json, count);
        }
        while (json.Overflowed && --count > 0);

        if (count > 0)
        {
            _file.Write(content, json.Length);
        }
    }

    private void Write(JsonWriter json, int count)
    {
        json.BeginObject();
        json.BeginArray("acks");
        for (int i = 0; i < count; i++)
        {
            _acks[i]?.Write(json);
        }

        json.EndArray();
        json.EndObject();
    }

    private void Load(byte[] content)
    {
        JsonReader json = new JsonReader(content, content.Length);
        json.BeginObject();
        while (json.NextMember())
        {
            json.BeginArray();
            for (int i = 0; json.NextElement(); i++)
            {
                CommandAck ack = CommandAck.Read(json);
                if (i < Count)
                {
                    _acks[i] = ack;
                }
            }
        }
    }
}
