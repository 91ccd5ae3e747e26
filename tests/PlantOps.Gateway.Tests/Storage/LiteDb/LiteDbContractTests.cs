using PlantOps.Gateway.Tests.Storage.Moving;
using PlantOps.Gateway.Tests.Storage.Readings;
using PlantOps.Gateway.Tests.Storage.Rollups;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

public sealed class LiteDbReadingStoreTests() : ReadingStoreContract(new LiteDbTestStore());

public sealed class LiteDbRollupStoreTests() : RollupStoreContract(() => new LiteDbTestStore());

public sealed class LiteDbRetentionStoreTests() : RetentionStoreContract(() => new LiteDbTestStore());

public sealed class LiteDbStoreCopyTests() : StoreCopyContract(() => new LiteDbTestStore(), () => new LiteDbTestStore());
