using PlantOps.Gateway.Tests.Devices.Enrolment;
using PlantOps.Gateway.Tests.Alerts.Watching;
using PlantOps.Gateway.Tests.Broker.SetAside;
using PlantOps.Gateway.Tests.Plants.Species;
using PlantOps.Gateway.Tests.Records;
using PlantOps.Gateway.Tests.Storage.LiteDb;
using PlantOps.Gateway.Tests.Storage.Moving;
using PlantOps.Gateway.Tests.Storage.Readings;
using PlantOps.Gateway.Tests.Storage.Registry;
using PlantOps.Gateway.Tests.Storage.Rollups;
using PlantOps.Gateway.Tests.Telemetry.Retention;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

public sealed class PostgresReadingStoreTests() : ReadingStoreContract(new PostgresTestStore());

public sealed class PostgresSetAsideTests() : SetAsideContract(new PostgresTestStore());

public sealed class PostgresRetentionPolicyTests() : RetentionPolicyContract(new PostgresTestStore());

public sealed class PostgresMetricWalkTests() : MetricWalkContract(() => new PostgresTestStore());

public sealed class PostgresRollupStoreTests() : RollupStoreContract(() => new PostgresTestStore())
{
    protected override int Iterations => 8;
}

public sealed class PostgresRetentionStoreTests() : RetentionStoreContract(() => new PostgresTestStore())
{
    protected override int Iterations => 8;
}

public sealed class PostgresReadingRemovalTests() : ReadingRemovalContract(() => new PostgresTestStore())
{
    protected override int Iterations => 8;
}

public sealed class PostgresStoreCopyTests() : StoreCopyContract(() => new PostgresTestStore(), () => new PostgresTestStore());

public sealed class LiteDbToPostgresCopyTests() : StoreCopyContract(() => new LiteDbTestStore(), () => new PostgresTestStore());

public sealed class PostgresToLiteDbCopyTests() : StoreCopyContract(() => new PostgresTestStore(), () => new LiteDbTestStore());

public sealed class PostgresDeviceStoreTests() : DeviceStoreContract(new PostgresTestStore());

public sealed class PostgresEnrolmentStoreTests() : EnrolmentStoreContract(new PostgresTestStore());

public sealed class PostgresEnrolmentFailuresTests() : EnrolmentFailuresContract(new PostgresTestStore());

public sealed class PostgresPresenceStoreTests() : PresenceStoreContract(new PostgresTestStore());

public sealed class PostgresDeviceSettingsStoreTests() : DeviceSettingsStoreContract(new PostgresTestStore());

public sealed class PostgresTokenStoreTests() : TokenStoreContract(new PostgresTestStore());

public sealed class PostgresRecordsTests() : RecordsContract(new PostgresTestStore());

public sealed class PostgresPlantEvaluatorTests() : PlantEvaluatorContract(new PostgresTestStore());

public sealed class PostgresSpeciesStoreTests() : SpeciesStoreContract(new PostgresTestStore());
