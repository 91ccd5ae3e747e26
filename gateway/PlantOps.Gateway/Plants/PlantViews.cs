using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Plants;

/// <summary>Puts together what is known of a plant.</summary>
internal sealed class PlantViews(PlantStatusCache statuses, DeviceRegistry devices)
{
    public PlantView Of(Plant plant)
    {
        var status = statuses.Of(plant.Id);
        return new PlantView
        {
            Id = plant.Id,
            Name = plant.Name,
            Species = plant.Species,
            Place = plant.Place,
            Notes = plant.Notes,
            CreatedAt = plant.CreatedAt,
            Virtual = plant.Watched is { } watch && devices.Find(watch.Device)?.IsVirtual == true,
            Condition = status.Condition,
            LastReadingAt = status.LastReadingAt == 0 ? null : status.LastReadingAt,
            Devices =
                [.. plant.Watches.Select(watch => new WatchView(IdOf(watch.Device), watch.From, watch.To, watch.SoilChannel))],
            MutedUntil = plant.MutedUntil,
            HasPhoto = plant.HasPhoto,
            PutAwayAt = plant.PutAwayAt,
        };
    }

    private string IdOf(int device) => devices.Find(device)?.Id ?? string.Empty;
}
