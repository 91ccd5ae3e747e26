using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.CommandLine;

public sealed class SecretArgumentTests
{
    [Theory]
    [InlineData("s3cret")]
    [InlineData("Host=db;Password=a@b")]
    [InlineData("")]
    public void Read_WhatIsTyped_IsItself(string typed) =>
        Assert.Equal((typed, null), SecretArgument.Read(typed, TextReader.Null));

    [Theory]
    [InlineData("s3cret\n", "s3cret")]
    [InlineData("s3cret\r\n", "s3cret")]
    [InlineData(" with spaces ", " with spaces ")]
    public void Read_FileOrStandardInput_IsWhatItHolds(string held, string secret)
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory.File("secret"), held);

        Assert.Equal((secret, null), SecretArgument.Read("@" + directory.File("secret"), TextReader.Null));
        Assert.Equal((secret, null), SecretArgument.Read("@-", new StringReader(held)));
    }

    [Theory]
    [InlineData("@/nowhere/at/all", "'/nowhere/at/all' cannot be read")]
    [InlineData("@", "cannot be read")]
    [InlineData("@-", "Standard input is empty.")]
    public void Read_WhatIsNotThere_SaysSo(string typed, string problem)
    {
        var (secret, said) = SecretArgument.Read(typed, TextReader.Null);

        Assert.Null(secret);
        Assert.StartsWith(problem, said!.Replace("'' ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EndlessInput_IsRefused()
    {
        var (secret, problem) = SecretArgument.Read("@-", new StringReader(new string('x', 1_000_000)));

        Assert.Null(secret);
        Assert.Equal("Standard input is longer than a secret can be.", problem);
    }
}
