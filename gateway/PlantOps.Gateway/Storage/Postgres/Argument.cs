using Npgsql;
using NpgsqlTypes;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>A value for a command, typed: untyped ones are looked up at run time.</summary>
internal readonly struct Argument
{
    private Argument(NpgsqlParameter parameter) => Parameter = parameter;

    public NpgsqlParameter Parameter { get; }

    public static implicit operator Argument(int value) => Of(value, NpgsqlDbType.Integer);

    public static implicit operator Argument(StreamId value) => value.Number;

    public static implicit operator Argument(long value) => Of(value, NpgsqlDbType.Bigint);

    public static implicit operator Argument(string? value) =>
        new(new NpgsqlParameter<string?> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text });

    public static implicit operator Argument(byte[] value) => Of(value, NpgsqlDbType.Bytea);

    public static implicit operator Argument(Guid value) => Of(value, NpgsqlDbType.Uuid);

    public static implicit operator Argument(DateTime value) => Of(value, NpgsqlDbType.TimestampTz);

    public static implicit operator Argument(DateTime? value) => value is { } at ? at : Nothing(NpgsqlDbType.TimestampTz);

    public static implicit operator Argument(int? value) => value is { } number ? number : Nothing(NpgsqlDbType.Integer);

    public static implicit operator Argument(bool value) => Of(value, NpgsqlDbType.Boolean);

    public static implicit operator Argument(DateOnly value) => Of(value, NpgsqlDbType.Date);

    public static implicit operator Argument(int[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Integer);

    public static implicit operator Argument(long[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static implicit operator Argument(string[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public static implicit operator Argument(DateTime[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);

    private static Argument Nothing(NpgsqlDbType type) => new(new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type });

    private static Argument Of<T>(T value, NpgsqlDbType type) =>
        new(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
}
