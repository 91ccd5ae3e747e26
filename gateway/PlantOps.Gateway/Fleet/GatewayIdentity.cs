using System.Security.Cryptography;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Fleet;

/// <summary>The gateway's id, in a file of its data directory, so that it is the same gateway after a restart.</summary>
internal sealed partial class GatewayIdentity(DataDirectory directory, ILogger<GatewayIdentity> logger)
{
    private const int Bytes = 8;

    private readonly string _path = directory.File("gateway.id");
    private readonly Lock _gate = new();
    private string? _id;

    /// <summary>16 hexadecimal digits.</summary>
    public string Id
    {
        get
        {
            lock (_gate) return _id ??= Read() ?? Make();
        }
    }

    /// <summary>Another gateway has the same id, from a copy of this data directory: this one is another from now on.</summary>
    public void Renew()
    {
        lock (_gate)
        {
            var before = _id;
            _id = Make();
            Log.Renewed(logger, before, _id);
        }
    }

    private static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    private string? Read()
    {
        try
        {
            var text = File.ReadAllText(_path).Trim();
            return text.Length == 2 * Bytes && text.All(char.IsAsciiHexDigitLower) ? text : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Where it cannot be kept the next run is another gateway, which costs nothing but a line in a list.
    private string Make()
    {
        var id = New();
        try
        {
            using var stream = new FileStream(_path, OwnFile.Options(FileMode.Create));
            using var writer = new StreamWriter(stream);
            writer.WriteLine(id);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, exception.Message);
        }

        return id;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2070, Level = LogLevel.Warning, Message =
            "Another gateway has this one's id {Id}, as after its data directory was copied; this one is {NewId} now")]
        public static partial void Renewed(ILogger logger, string? id, string newId);

        [LoggerMessage(EventId = 2071, Level = LogLevel.Warning, Message = "The gateway's id cannot be kept: {Reason}")]
        public static partial void NotKept(ILogger logger, string reason);
    }
}
