using PlantOps.Gateway.Tests.Devices.Enrolment;
using PlantOps.Gateway.Tests.Alerts.Watching;
using PlantOps.Gateway.Tests.Broker.SetAside;
using PlantOps.Gateway.Tests.Plants.Species;
using PlantOps.Gateway.Tests.Records;
using PlantOps.Gateway.Tests.Storage.Moving;
using PlantOps.Gateway.Tests.Storage.Readings;
using PlantOps.Gateway.Tests.Storage.Registry;
using PlantOps.Gateway.Tests.Storage.Rollups;
using PlantOps.Gateway.Tests.Telemetry.Retention;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

public sealed class LiteDbReadingStoreTests() : ReadingStoreContract(new LiteDbTestStore());

public sealed class LiteDbSetAsideTests() : SetAsideContract(new LiteDbTestStore());

public sealed class LiteDbRetentionPolicyTests() : RetentionPolicyContract(new LiteDbTestStore());

public sealed class LiteDbMetricWalkTests() : MetricWalkContract(() => new LiteDbTestStore());

public sealed class LiteDbRollupStoreTests() : RollupStoreContract(() => new LiteDbTestStore());

public sealed class LiteDbRetentionStoreTests() : RetentionStoreContract(() => new LiteDbTestStore());

public sealed class LiteDbReadingRemovalTests() : ReadingRemovalContract(() => new LiteDbTestStore());

public sealed class LiteDbStoreCopyTests() : StoreCopyContract(() => new LiteDbTestStore(), () => new LiteDbTestStore());

public sealed class LiteDbDeviceStoreTests() : DeviceStoreContract(new LiteDbTestStore());

public sealed class LiteDbEnrolmentStoreTests() : EnrolmentStoreContract(new LiteDbTestStore());

public sealed class LiteDbEnrolmentFailuresTests() : EnrolmentFailuresContract(new LiteDbTestStore());

public sealed class LiteDbPresenceStoreTests() : PresenceStoreContract(new LiteDbTestStore());

public sealed class LiteDbDeviceSettingsStoreTests() : DeviceSettingsStoreContract(new LiteDbTestStore());

public sealed class LiteDbTokenStoreTests() : TokenStoreContract(new LiteDbTestStore());

public sealed class LiteDbRecordsTests() : RecordsContract(new LiteDbTestStore());

public sealed class LiteDbPlantEvaluatorTests() : PlantEvaluatorContract(new LiteDbTestStore());

public sealed class LiteDbSpeciesStoreTests() : SpeciesStoreContract(new LiteDbTestStore());
