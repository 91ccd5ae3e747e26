namespace PlantOps.Dashboard.Tests;

/// <summary>One gateway and one browser for all tests, which run one after the other: each page is measured, too.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardSuite : ICollectionFixture<DashboardFixture>
{
    public const string Name = "dashboard";
}
