namespace PlantOps.Benchmarks.Reports;

/// <summary>What is printed and written to docs/benchmarks.md.</summary>
internal static class Report
{
    public static string Markdown(IReadOnlyList<string> machine, string command, string verified, IReadOnlyList<Row> rows) => $"""
        # Benchmarks

        Written by `{command}`; do not edit. Nothing here is asserted: a figure that falls short says so.

        {string.Join('\n', machine.Select(line => "- " + line))}

        {Table.Markdown(rows)}
        {verified}

        ## How it is measured

        - Every contender is a process of its own, started fresh for each round on loopback, and stopped before the next one
          starts. Rounds alternate between contenders; a figure is the median of its rounds, a ratio is taken round by round.
        - One load generator drives all of them with the same MQTT 3.1.1 QoS 1 publishes of one reading each, about 180 bytes
          with topic and header. It shares the processors with the server it measures.
        - The comparison is not even, on purpose: mosquitto acknowledges what it holds in memory and has nobody to pass it on
          to; the gateway acknowledges what is on disk, synced.
        - The pipeline's subscriber (`tests/PlantOps.Benchmarks/baseline/subscriber.py`) commits each INSERT by itself, with
          PostgreSQL's default durability. Its rate counts rows in the database; the better of the two states is compared.
        - Latency counts from when a publish is due, not from when the generator got round to it.
        - Memory is the kernel's resident size; for PostgreSQL's processes the proportional size, so that what they share
          counts once.
        - After each round the API is asked for every acknowledged reading. One that is missing or there twice ends the run.

        """;
}
