using PlantOps.Gateway.Tests.Storage.Readings;
using PlantOps.Gateway.Tests.Storage.Registry;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

public sealed class LiteDbReadingStoreTests() : ReadingStoreContract(new LiteDbTestStore());

public sealed class LiteDbDeviceStoreTests() : DeviceStoreContract(new LiteDbTestStore());

public sealed class LiteDbEnrolmentStoreTests() : EnrolmentStoreContract(new LiteDbTestStore());

public sealed class LiteDbPresenceStoreTests() : PresenceStoreContract(new LiteDbTestStore());

public sealed class LiteDbDeviceSettingsStoreTests() : DeviceSettingsStoreContract(new LiteDbTestStore());

public sealed class LiteDbTokenStoreTests() : TokenStoreContract(new LiteDbTestStore());
