using System.Security.Cryptography;
using PlantOps.Gateway.Access.Secrets;

namespace PlantOps.Gateway.Tests.Access.Secrets;

public sealed class KeySealTests
{
    private const string Key = "what a file has that is in no database";

    [Fact]
    public void Open_WhatWasSealed_IsItAgainAndForThatNameOnly()
    {
        var stored = new KeySeal(Key).Seal("key-1", "<key/>");

        Assert.True(KeySeal.IsSealed(stored));
        Assert.Equal("<key/>", new KeySeal(Key).Open("key-1", stored));
        Assert.NotEqual(stored, new KeySeal(Key).Seal("key-1", "<key/>"));
        Assert.Throws<CryptographicException>(() => new KeySeal(Key).Open("key-2", stored));
        Assert.Throws<CryptographicException>(() => new KeySeal(null).Open("key-1", stored));
        Assert.Throws<CryptographicException>(() => new KeySeal(Key + " ").Open("key-1", stored));
        Assert.Throws<CryptographicException>(() => new KeySeal(Key).Open("key-1", "sealed:AAAA"));
        Assert.Throws<CryptographicException>(() => new KeySeal(Key).Open("key-1", "sealed:!"));
    }

    [Fact]
    public void Seal_WithoutAKey_IsAsItWas()
    {
        Assert.Equal("<key/>", new KeySeal(null).Seal("key-1", "<key/>"));
        Assert.Equal("<key/>", new KeySeal(Key).Open("key-1", "<key/>"));
    }
}
