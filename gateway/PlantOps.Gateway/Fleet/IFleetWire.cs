namespace PlantOps.Gateway.Fleet;

/// <summary>The way of notices between the gateways on one store.</summary>
internal interface IFleetWire
{
    /// <summary>Sends notices to all, this gateway too, each of at most <see cref="FleetNotice.MaxBytes"/> bytes.</summary>
    /// <exception cref="Hosting.StoreUnavailableException">They were not sent.</exception>
    void Send(IReadOnlyList<string> notices);

    /// <summary>Hears notices until it is told to stop, or the connection is lost.</summary>
    /// <param name="listening">Called when it listens: what is sent from then on is heard.</param>
    /// <param name="hear">Called with each, in the order in which they were sent; must not wait.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task HearAsync(Action listening, Action<string> hear, CancellationToken cancellationToken);
}
