using PlantOps.Contracts;
using PlantOps.Gateway.Access.Walls;
using PlantOps.Gateway.Dashboard.Frame;

namespace PlantOps.Gateway.Dashboard.Settings.Walls;

/// <summary>Wall tablets that may look.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Address">What to open on the new one, shown this once.</param>
/// <param name="Rows">Those that there are.</param>
/// <param name="Fields">For another one.</param>
/// <param name="Problems">What is wrong with what was sent.</param>
/// <param name="Qr">The address as a QR code, for a tablet with a camera.</param>
public sealed record WallsView(
    Shell Shell, string? Address, IReadOnlyList<WallRow> Rows, IReadOnlyList<FormField> Fields, FormProblems Problems,
    QrPicture? Qr)
{
    internal static WallsView Of(
        Shell shell, IEnumerable<WallKey> keys, Func<WallKey, long?> lastSeen, IEnumerable<string> places, WallForm form,
        string? address)
    {
        var words = shell.Words;
        FormField[] fields =
        [
            new(WallForm.NameField, words.TabletName, form.Name, form.NameProblem?.Invoke(words))
            {
                IsRequired = true, MaxLength = Limits.MaxNameLength,
            },
            new(WallForm.PlaceField, words.WhichPlants, form.Place, form.PlaceProblem?.Invoke(words))
            {
                Type = "select",
                Choices = [new FormChoice(string.Empty, words.AllPlants),
                    .. places.Select(place => new FormChoice(place, place))],
            },
        ];
        return new WallsView(
            shell,
            address,
            [.. keys.Select(key => new WallRow(key.Id, key.Name, key.Place ?? words.AllPlants, lastSeen(key)))],
            fields,
            FormField.ProblemsOf(words, fields),
            address is null ? null : QrPicture.Of(address));
    }
}

/// <summary>A wall tablet.</summary>
/// <param name="Id">By which it is revoked.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Plants">Which it shows.</param>
/// <param name="LastSeen">When it last looked, Unix milliseconds UTC; <c>null</c> where it has not.</param>
public sealed record WallRow(string Id, string Name, string Plants, long? LastSeen);
