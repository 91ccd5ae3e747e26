using PlantOps.Gateway.Tests.Storage.Readings;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

public sealed class LiteDbReadingStoreTests() : ReadingStoreContract(new LiteDbTestStore());
