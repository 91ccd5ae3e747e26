using System.Globalization;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Telemetry;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>The server itself refuses them: a constraint is violated (SQLSTATE 23514).</summary>
public sealed class PostgresRefusedReadingsTests() : RefusedReadingsContract(new PostgresTestStore())
{
    private protected override IReadingStore Refusing(TestStore store, Cause cause)
    {
        if (cause == Cause.Bug) return new RefusingStore(store.Readings, cause);

        // A partition that is made later would lack the constraint.
        store.Readings.Append(TestReadings.Group(1000, TestReadings.At(TestReadings.Start)));
        var limit = Refused.ToString(CultureInfo.InvariantCulture);
        ((PostgresTestStore)store).Execute(
            $"""
            CREATE FUNCTION is_taken(value double precision) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN value < {limit}; END $$;
            ALTER TABLE readings ADD CONSTRAINT not_that_hot CHECK (is_taken(temperature));
            """);
        return store.Readings;
    }

    private protected override void StopRefusing(TestStore store, IReadingStore refusing) =>
        ((PostgresTestStore)store).Execute(
            """
            CREATE OR REPLACE FUNCTION is_taken(value double precision) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN true; END $$
            """);
}

/// <summary>The same where a value is out of range (SQLSTATE 22003).</summary>
public sealed class PostgresReadingsOutOfRangeTests() : RefusedReadingsContract(new PostgresTestStore())
{
    private protected override IReadingStore Refusing(TestStore store, Cause cause)
    {
        if (cause == Cause.Bug) return new RefusingStore(store.Readings, cause);
        var limit = Refused.ToString(CultureInfo.InvariantCulture);
        ((PostgresTestStore)store).Execute(
            $"""
            CREATE FUNCTION narrow() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN IF NEW.temperature >= {limit} THEN PERFORM (NEW.temperature * 1000)::smallint; END IF; RETURN NEW; END $$;
            CREATE TRIGGER narrow BEFORE INSERT ON readings FOR EACH ROW EXECUTE FUNCTION narrow();
            """);
        return store.Readings;
    }

    private protected override void StopRefusing(TestStore store, IReadingStore refusing) =>
        ((PostgresTestStore)store).Execute(
            "CREATE OR REPLACE FUNCTION narrow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$");
}
