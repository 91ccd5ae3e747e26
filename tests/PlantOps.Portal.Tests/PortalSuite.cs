using Xunit.Sdk;
using Xunit.v3;

// Each test has a device, a phone and a flash of its own, and mostly waits for them.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 4)]

namespace PlantOps.Portal.Tests;

[CollectionDefinition(Name)]
public sealed class PortalSuite : ICollectionFixture<PortalFixture>
{
    public const string Name = "portal";
}
