using CsCheck;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Device.Core.Tests.Buffering;

public sealed class PowerCutTests
{
    private const int ResendsOfACut = 32 + 20;

    [Fact]
    public void Open_PowerCutAtEveryByte_KeepsWhatWasStored()
    {
        var whole = new MemoryFlash();
        var everything = new Script(whole);
        everything.Run();
        for (var cut = 1; cut <= whole.BytesWritten; cut++)
        {
            var flash = new MemoryFlash { BytesUntilPowerCut = cut };
            var script = new Script(flash);
            script.Run();
            script.Verify(BufferedReadings.Opened(flash.PowerOn()).TakeAll(), ResendsOfACut, $"cut after byte {cut}");
        }
    }

    [Fact]
    public void Open_PowerCutsInARow_KeepWhatWasStored() =>
        Gen.Int[1, 6000].Array[1, 8].Sample(cuts =>
        {
            var flash = new MemoryFlash();
            var script = new Script(flash);
            foreach (var cut in cuts)
            {
                flash.BytesUntilPowerCut = cut;
                script.Run();
                flash = flash.PowerOn();
                script.Continue(flash);
            }

            script.Verify(BufferedReadings.Opened(flash).TakeAll(), cuts.Length * ResendsOfACut, string.Join(", ", cuts));
        });

    /// <summary>
    /// Stores readings and settles most of them, as a device does whose gateway comes and goes, and keeps account.
    /// </summary>
    private sealed class Script(MemoryFlash flash)
    {
        private readonly HashSet<long> _stored = [];
        private readonly HashSet<long> _settled = [];
        private MemoryFlash _flash = flash;
        private long _next = 1;

        public void Continue(MemoryFlash flash) => _flash = flash;

        public void Run()
        {
            var buffer = BufferedReadings.Opened(_flash);
            for (var i = 0; i < 160 && _flash.HasPower; i++)
            {
                if (buffer.Append(BufferedReadings.Numbered(_next), 0)) _stored.Add(_next);
                _next++;
                if (i % 40 == 39) SettleSome(buffer);
            }

            buffer.Flush();
        }

        public void Verify(List<long> left, int resends, string when)
        {
            Assert.True(left.Count == left.Distinct().Count(), $"twice in the buffer, {when}");
            Assert.True(_stored.Except(_settled).All(left.Contains), $"a stored reading is gone, {when}");
            Assert.True(left.Count(_settled.Contains) <= resends, $"too many are sent again, {when}");

            // The reading whose write was cut may be there: it was whole before the device knew.
            Assert.True(left.All(sequence => sequence < _next), $"an invented reading, {when}");
        }

        private void SettleSome(Core.Buffering.ReadingBuffer buffer)
        {
            var space = Enumerable.Range(0, 20).Select(_ => new TelemetryReading()).ToArray();
            for (var batches = 0; batches < 3; batches++)
            {
                if (buffer.Take(space, 0) is not { } batch) return;
                buffer.Settle(batch);
                _settled.UnionWith(space.Take(batch.Count).Select(reading => reading.Sequence));
            }
        }
    }
}
