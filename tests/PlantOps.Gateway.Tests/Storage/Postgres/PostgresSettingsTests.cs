using Npgsql;
using PlantOps.Gateway.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

public sealed class PostgresSettingsTests
{
    [Theory]
    [InlineData("Host=db.example;Username=u", SslMode.VerifyFull)]
    [InlineData("Host=10.0.0.7:5433;Username=u", SslMode.VerifyFull)]
    [InlineData("Host=localhost,db.example;Username=u", SslMode.VerifyFull)]
    [InlineData("Host=db.example;Username=u;SSL Mode=Disable", SslMode.Disable)]
    [InlineData("Host=db.example;Username=u;SslMode=Require", SslMode.Require)]
    [InlineData("Host=localhost;Username=u", SslMode.Prefer)]
    [InlineData("Host=127.0.0.1:5433;Username=u", SslMode.Prefer)]
    [InlineData("Host=::1;Username=u", SslMode.Prefer)]
    [InlineData("Host=/run/postgresql;Username=u", SslMode.Prefer)]
    public void Parse_WithoutSslMode_VerifiesServersOnOtherMachines(string text, SslMode mode) =>
        Assert.Equal(mode, Parse(text).SslMode);

    [Fact]
    public void Parse_WhatIsGiven_Holds()
    {
        var settings = Parse("Host=db;Timeout=1;Command Timeout=2;Maximum Pool Size=3;Application Name=mine");
        Assert.Equal(
            (1, 2, 3, "mine"), (settings.Timeout, settings.CommandTimeout, settings.MaxPoolSize, settings.ApplicationName));
    }

    [Fact]
    public void Describe_WithAPassword_DoesNotShowIt()
    {
        var text = PostgresSettings.Describe(Parse("Host=db;Database=plants;Username=me;Password=top-secret"));
        Assert.Contains("'plants' at db:5432", text, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", text, StringComparison.Ordinal);
    }

    private static NpgsqlConnectionStringBuilder Parse(string text)
    {
        var (settings, problem) = PostgresSettings.Parse(text);
        Assert.Null(problem);
        return settings!;
    }
}
