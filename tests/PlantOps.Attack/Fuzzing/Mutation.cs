namespace PlantOps.Attack.Fuzzing;

/// <summary>Spoils bytes.</summary>
internal static class Mutation
{
    private static readonly byte[] Interesting = [0, 1, 0x0A, 0x22, 0x2C, 0x5C, 0x7B, 0x7D, 0x7F, 0x80, 0xC0, 0xD8, 0xED, 0xF4,
        0xFE, 0xFF];

    /// <summary>One to four changes: flipped, set, cut out, put in, said twice or cut off.</summary>
    public static byte[] Of(byte[] source, Random random)
    {
        var bytes = source.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--) Change(bytes, random);
        return [.. bytes];
    }

    public static byte[] Noise(Random random, int most)
    {
        var bytes = new byte[random.Next(most + 1)];
        random.NextBytes(bytes);
        return bytes;
    }

    public static T Of<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    private static void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var some = random.Next(Math.Min(64, bytes.Count - at) + 1);
        switch (random.Next(7))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = random.Of(Interesting);
                break;
            case 2:
                bytes.RemoveRange(at, some);
                break;
            case 3:
                bytes.InsertRange(at, Noise(random, 16));
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, some));
                break;
            case 5 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.Insert(at, random.Of(Interesting));
                break;
        }
    }
}
