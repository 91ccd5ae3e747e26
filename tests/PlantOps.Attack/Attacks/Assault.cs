using PlantOps.Attack.Targets;

namespace PlantOps.Attack.Attacks;

/// <summary>What an attack works with.</summary>
internal sealed record Assault(Target Target, Tally Tally, Random Random, bool IsLong)
{
    /// <summary>How much, in the short and in the long form.</summary>
    public T Pick<T>(T quick, T thorough) => IsLong ? thorough : quick;

    /// <summary>
    /// Work in parallel, each share with random numbers of its own so that its input does not hang on who is faster.
    /// </summary>
    public Task ShareAsync(int shares, Func<int, Random, Task> work)
    {
        var randoms = Enumerable.Range(0, shares).Select(_ => new Random(Random.Next())).ToArray();
        return Task.WhenAll(randoms.Select((random, i) => Task.Run(() => work(i, random))));
    }

    /// <summary>Sends a request, notes a 500 and one that is never answered. The answer, or none.</summary>
    public async Task<HttpResponseMessage?> SendAsync(HttpClient http, HttpRequestMessage request, string described)
    {
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Target.Over);
            Tally.Answered((int)response.StatusCode, described);
            return response;
        }
        catch (TaskCanceledException) when (!Target.Over.IsCancellationRequested)
        {
            Tally.Hung("no answer", System.Text.Encoding.UTF8.GetBytes(described));
            return null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
