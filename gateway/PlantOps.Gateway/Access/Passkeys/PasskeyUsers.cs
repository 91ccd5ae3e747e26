using Microsoft.AspNetCore.Identity;

namespace PlantOps.Gateway.Access.Passkeys;

/// <summary>Somebody, as the framework's handler of passkeys asks for them.</summary>
/// <param name="Handle">What devices call them by.</param>
internal sealed record PasskeyUser(string Handle);

/// <summary>
/// Where the framework's handler finds passkeys. It changes nothing: what is kept and when is decided by who asked the handler.
/// </summary>
internal sealed class PasskeyUsers(PasskeyRegistry passkeys) : IUserPasskeyStore<PasskeyUser>
{
    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyUser user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. passkeys.OfHandle(user.Handle).Select(InfoOf)]);

    public Task<PasskeyUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(
            passkeys.Find(credentialId) is { } passkey ? new PasskeyUser(PasskeyRegistry.HandleOf(passkey.Person)) : null);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyUser user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var passkey = passkeys.Find(credentialId);
        var isTheirs = passkey is not null && PasskeyRegistry.HandleOf(passkey.Person) == user.Handle;
        return Task.FromResult(isTheirs ? InfoOf(passkey!) : null);
    }

    public Task<PasskeyUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(passkeys.OfHandle(userId).Count > 0 ? new PasskeyUser(userId) : null);

    public Task<string> GetUserIdAsync(PasskeyUser user, CancellationToken cancellationToken) => Task.FromResult(user.Handle);

    public Task<string?> GetUserNameAsync(PasskeyUser user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Handle);

    public Task<string?> GetNormalizedUserNameAsync(PasskeyUser user, CancellationToken cancellationToken) =>
        GetUserNameAsync(user, cancellationToken);

    public Task<PasskeyUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByIdAsync(normalizedUserName, cancellationToken);

    public Task AddOrUpdatePasskeyAsync(PasskeyUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw Unasked();

    public Task RemovePasskeyAsync(PasskeyUser user, byte[] credentialId, CancellationToken cancellationToken) => throw Unasked();

    public Task<IdentityResult> CreateAsync(PasskeyUser user, CancellationToken cancellationToken) => throw Unasked();

    public Task<IdentityResult> UpdateAsync(PasskeyUser user, CancellationToken cancellationToken) => throw Unasked();

    public Task<IdentityResult> DeleteAsync(PasskeyUser user, CancellationToken cancellationToken) => throw Unasked();

    public Task SetUserNameAsync(PasskeyUser user, string? userName, CancellationToken cancellationToken) => throw Unasked();

    public Task SetNormalizedUserNameAsync(PasskeyUser user, string? normalizedName, CancellationToken cancellationToken) =>
        throw Unasked();

    public void Dispose()
    {
        // Nothing is held.
    }

    // How a passkey was made is looked at once and not kept: nothing of it is asked for again.
    private static UserPasskeyInfo InfoOf(Passkey passkey) => new(
        passkey.CredentialId,
        passkey.PublicKey,
        DateTimeOffset.FromUnixTimeMilliseconds(passkey.CreatedAt),
        passkey.SignCount,
        [.. passkey.Transports],
        passkey.IsUserVerified,
        passkey.IsBackupEligible,
        passkey.IsBackedUp,
        attestationObject: [],
        clientDataJson: []);

    private static NotSupportedException Unasked() => new("Passkeys are kept by PasskeyRegistry.");
}
