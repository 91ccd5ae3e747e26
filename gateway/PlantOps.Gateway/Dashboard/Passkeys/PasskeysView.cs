using PlantOps.Gateway.Access.Passkeys;
using PlantOps.Gateway.Dashboard.Frame;

namespace PlantOps.Gateway.Dashboard.Passkeys;

/// <summary>Passkeys of whoever looks; of everybody, for owners.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Rows">The one that was used last first.</param>
/// <param name="IsPossible">Whether one can be made at the address by which the gateway was called.</param>
/// <param name="IsSaved">Something was changed just now.</param>
public sealed record PasskeysView(Shell Shell, IReadOnlyList<PasskeyRow> Rows, bool IsPossible, bool IsSaved)
{
    internal static PasskeysView Of(Shell shell, IEnumerable<Passkey> passkeys, bool isPossible, bool isSaved) => new(
        shell,
        [
            .. passkeys.Select(passkey => new PasskeyRow(
                passkey.Id, passkey.Person, passkey.Browser, passkey.Host, passkey.CreatedAt,
                passkey.LastUsed == 0 ? null : passkey.LastUsed)),
        ],
        isPossible,
        isSaved);
}

/// <summary>A passkey. Times are Unix milliseconds UTC.</summary>
/// <param name="Id">By which it is taken away.</param>
/// <param name="Person">Whose it is.</param>
/// <param name="Browser">Where it was made.</param>
/// <param name="Host">The name of the gateway for which it is good.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LastUsed">When it last signed somebody in; <c>null</c> where it never did.</param>
public sealed record PasskeyRow(string Id, string Person, string Browser, string Host, long CreatedAt, long? LastUsed);
