using PlantOps.Gateway.Tests.Storage.Readings;
using PlantOps.Gateway.Tests.Storage.Registry;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

public sealed class PostgresReadingStoreTests() : ReadingStoreContract(new PostgresTestStore());

public sealed class PostgresDeviceStoreTests() : DeviceStoreContract(new PostgresTestStore());

public sealed class PostgresEnrolmentStoreTests() : EnrolmentStoreContract(new PostgresTestStore());

public sealed class PostgresPresenceStoreTests() : PresenceStoreContract(new PostgresTestStore());

public sealed class PostgresDeviceSettingsStoreTests() : DeviceSettingsStoreContract(new PostgresTestStore());

public sealed class PostgresTokenStoreTests() : TokenStoreContract(new PostgresTestStore());
