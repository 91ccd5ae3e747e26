namespace PlantOps.Dashboard.Tests;

/// <summary>One gateway and one browser for tests of what people do, which run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardSuite : ICollectionFixture<DashboardFixture>
{
    public const string Name = "dashboard";
}

/// <summary>Another gateway and browser, beside those, for tests that look at every page and the wall.</summary>
[CollectionDefinition(Name)]
public sealed class PagesSuite : ICollectionFixture<DashboardFixture>
{
    public const string Name = "pages";
}
