namespace PlantOps.Portal.Tests;

[CollectionDefinition(Name)]
public sealed class PortalSuite : ICollectionFixture<PortalFixture>
{
    public const string Name = "portal";
}
