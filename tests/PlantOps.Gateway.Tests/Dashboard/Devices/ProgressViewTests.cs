using PlantOps.Gateway.Dashboard.Devices;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices.Enrolment;

namespace PlantOps.Gateway.Tests.Dashboard.Devices;

public sealed class ProgressViewTests
{
    private const long Now = 1_777_622_400_000;
    private const long Minute = 60_000;

    private static readonly IWords Words = new En();

    [Fact]
    public void Of_ANewCode_WaitsForADevice()
    {
        var view = Of(At("waiting", Now - Minute));

        Assert.Equal(["Code shown", "Device has asked", "Let in", "Connected", "First reading"], view.Ticks
            .Select(tick => tick.Text));
        Assert.Equal([TickState.Done, TickState.Now, TickState.NotYet, TickState.NotYet, TickState.NotYet], view.Ticks
            .Select(tick => tick.State));
        Assert.Null(view.Remedy);
        Assert.Equal("/devices/new/en-1/progress?seen=1-0", view.Path);
        Assert.True(view.IsWhatWasSeen("1-0"));
        Assert.False(view.IsWhatWasSeen("2-0"));
    }

    [Theory]
    [InlineData("waiting", null, "Nothing for two minutes", null)]
    [InlineData("waiting", Now, "A code was shown that is not good", null)]
    [InlineData("refused", null, "This board is known already, as plant-9", "/devices/plant-9")]
    [InlineData("expired", null, "The time of this code is over", "/devices/new")]
    [InlineData("admitted", null, "It was let in and does not connect", null)]
    [InlineData("connected", null, "It is connected and has not measured", null)]
    public void Of_WhatDoesNotGoOn_SaysWhatToDo(string state, long? wrongCode, string title, string? path)
    {
        var remedy = Of(At(state, Now - (3 * Minute), wrongCode)).Remedy;

        Assert.Equal((title, path), (remedy?.Title, remedy?.Path));
        Assert.NotEmpty(remedy!.Steps);
    }

    [Fact]
    public void Of_ADeviceThatMeasures_AsksForItsPlantAndForNothingMore()
    {
        var plant = new PlantChoice("plant-1", "en-1", null, null);

        var view = ProgressView.Of(At("measuring", Now), Words, plant, Now);

        Assert.Equal((plant, null), (view.Plant, view.Path));
        Assert.All(view.Ticks, tick => Assert.Equal(TickState.Done, tick.State));
        Assert.Equal("Let in as Fern", view.Ticks[2].Text);
    }

    [Fact]
    public void Of_AWifi_IsTheBoardsOwn()
    {
        var wifi = WifiPicture.Of("A4:CF:12:6B:3e:90");

        Assert.Equal("PlantOps-Setup-3E90", wifi?.Name);
        Assert.StartsWith("M4 4h7v1h-7z", wifi!.Picture.Path, StringComparison.Ordinal);
        Assert.Null(WifiPicture.Of("gone:plant-1"));
    }

    private static ProgressView Of(EnrolmentView enrolment) => ProgressView.Of(enrolment, Words, null, Now);

    private static EnrolmentView At(string state, long since, long? wrongCode = null)
    {
        var steps = Array.IndexOf(["waiting", "admitted", "connected", "measuring"], state);
        return new EnrolmentView
        {
            Id = "en-1", Name = "Fern", State = state, CreatedAt = since, ExpiresAt = Now + Minute,
            AskedAt = steps > 0 ? since : null, RefusedAt = state == "refused" ? since : null, KnownAs = "plant-9",
            AdmittedAt = steps > 0 ? since : null, DeviceId = "plant-1", DeviceName = steps > 0 ? "Fern" : null,
            ConnectedAt = steps > 1 ? since : null, FirstReadingAt = steps > 2 ? since : null, WrongCodeAt = wrongCode,
        };
    }
}
