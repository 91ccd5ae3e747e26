using System.Collections.Concurrent;
using System.Security.Cryptography;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>
/// How far each enrolment has come, from its code to the first reading; kept, so that whoever looks finds it after a restart and
/// at another gateway. What cannot be kept is in the log: it holds no device up.
/// </summary>
internal sealed partial class EnrolmentProgress(
    IRecords records, DevicePresence presence, IReadingStore readings, TimeProvider time, ILogger<EnrolmentProgress> logger)
{
    /// <summary>Enrolments that are kept; a further one takes the place of the oldest.</summary>
    public const int MaxKept = 100;

    private const string IdPrefix = "en-";
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int IdLength = 12;
    private const long Day = 24 * 60 * 60 * 1000;

    private readonly RecordStore<EnrolmentRecord> _store =
        new(records, RecordSet.EnrolmentProgress, DeviceRecordsJson.Default.EnrolmentRecord);

    private readonly ConcurrentDictionary<int, string> _followed = new();
    private long _wrongCodeAt;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>When a code was last shown here that is not good; 0 where none was since the start. It may have been any
    /// code.</summary>
    public long WrongCodeAt => Volatile.Read(ref _wrongCodeAt);

    /// <summary>Whether anybody waits for a device's connection or first reading.</summary>
    public bool Follows(int device) => !_followed.IsEmpty && _followed.ContainsKey(device);

    /// <summary>A code was given out; the id of what becomes of it.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public string Begin(OpenEnrolment enrolment)
    {
        var record = new EnrolmentRecord
        {
            Id = IdPrefix + RandomNumberGenerator.GetString(Alphabet, IdLength),
            Key = enrolment.Key,
            Name = enrolment.Name,
            CreatedAt = Now,
            ExpiresAt = enrolment.ExpiresAt,
            Claimed = enrolment.Device,
        };
        var over = All().OrderByDescending(kept => kept.Value.CreatedAt).Skip(MaxKept - 1);
        records.TryCommit([_store.Put(record.Id, record, expected: 0), .. over.Select(kept => _store.Delete(kept.Id))]);
        return record.Id;
    }

    /// <summary>How far it is; what only another gateway saw is taken from what the device has done since.</summary>
    public EnrolmentRecord? Find(string id) => _store.Find(id)?.Value is { } record ? WithWhatIsSeen(record) : null;

    /// <summary>A device showed the code and was let in.</summary>
    public void Admitted(string key, Device device) => Note(key, record =>
    {
        _followed[device.Number] = record.Id;
        return record with { AskedAt = record.AskedAt ?? Now, AdmittedAt = Now, Device = device.Number };
    });

    /// <summary>A device showed the code that is another one and works.</summary>
    public void Refused(string key, Device known) => Note(
        key, record => record with { AskedAt = record.AskedAt ?? Now, RefusedAt = Now, KnownAs = known.Number });

    /// <summary>Somebody showed a code that is not good.</summary>
    public void WrongCode() => Volatile.Write(ref _wrongCodeAt, Now);

    /// <summary>A device that is waited for has connected.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public void Connected(int device, long at) =>
        Change(device, record => record with { ConnectedAt = record.ConnectedAt ?? at });

    /// <summary>The first reading of a device that is waited for is on disk.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public void Measured(int device, long at)
    {
        Change(device, record =>
            record with { ConnectedAt = record.ConnectedAt ?? at, FirstReadingAt = record.FirstReadingAt ?? at });
        _followed.TryRemove(device, out _);
    }

    /// <summary>Waits again for those that were let in before the gateway's start and have not measured yet.</summary>
    public void FollowOpen()
    {
        foreach (var kept in All().Where(kept => kept.Value is { Device: not null, FirstReadingAt: null }))
        {
            if (Now - kept.Value.AdmittedAt < Day) _followed[kept.Value.Device!.Value] = kept.Id;
        }
    }

    private IReadOnlyList<Versioned<EnrolmentRecord>> All() => _store.Read(RecordRange.All);

    private void Note(string key, Func<EnrolmentRecord, EnrolmentRecord> change)
    {
        try
        {
            if (All().FirstOrDefault(kept => kept.Value.Key == key) is { } kept) Put(kept, change);
        }
        catch (StoreUnavailableException exception)
        {
            Log.NotKept(logger, exception.Message);
        }
    }

    private void Change(int device, Func<EnrolmentRecord, EnrolmentRecord> change)
    {
        if (_followed.TryGetValue(device, out var id) && _store.Find(id) is { } kept) Put(kept, change);
    }

    // Whoever changes it at the same moment notes a step too: the later step says that the earlier ones were taken.
    private void Put(Versioned<EnrolmentRecord> kept, Func<EnrolmentRecord, EnrolmentRecord> change) =>
        records.TryCommit([_store.Put(kept.Id, change(kept.Value))]);

    private EnrolmentRecord WithWhatIsSeen(EnrolmentRecord record)
    {
        if (record is not { AdmittedAt: { } admitted, Device: { } device, FirstReadingAt: null }) return record;
        long? measured = readings.Latest(StreamId.OfDevice(device)) is { } latest && latest.Time >= admitted ? latest.Time : null;
        var connected = presence.IsConnected(device) ? presence.LastSeen(device) : null;
        return record with { FirstReadingAt = measured, ConnectedAt = record.ConnectedAt ?? connected ?? measured };
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1104, Level = LogLevel.Warning,
            Message = "How far an enrolment has come could not be kept: {Reason}")]
        public static partial void NotKept(ILogger logger, string reason);
    }
}
