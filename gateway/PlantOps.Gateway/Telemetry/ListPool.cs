using Microsoft.Extensions.ObjectPool;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Lists that are used again: fresh memory of a few megabytes costs more than decoding what goes into it.</summary>
/// <param name="largestKept">A list that has become larger is not kept.</param>
internal sealed class ListPool<T>(int largestKept)
{
    private readonly DefaultObjectPool<List<T>> _lists = new(new Policy(largestKept), maximumRetained: 2);

    public List<T> Get() => _lists.Get();

    public void Return(List<T> list) => _lists.Return(list);

    private sealed class Policy(int largestKept) : PooledObjectPolicy<List<T>>
    {
        public override List<T> Create() => [];

        public override bool Return(List<T> list)
        {
            list.Clear();
            return list.Capacity <= largestKept;
        }
    }
}
