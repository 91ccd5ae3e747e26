using System.Globalization;
using PlantOps.Attack;
using PlantOps.Attack.Attacks;
using PlantOps.Attack.Running;

CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
var all = AllAttacks.Create();
var names = all.Select(attack => attack.Name).ToList();
if (AttackOptions.Parse(args, names) is not { } options)
{
    Console.Error.WriteLine(AttackOptions.Usage(names));
    return args is ["--help" or "-h"] ? 0 : 2;
}

Report.Header(options);
var (outcomes, failed) = (new List<Outcome>(), new List<string>());
var selected = all.Where(attack => options.Only is null || attack.Name == options.Only);
await Parallel.ForEachAsync(selected, new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce }, async (attack, _) =>
{
    var outcome = await new AttackRun(attack, options).RunAsync();
    lock (outcomes)
    {
        outcomes.Add(outcome);
        if (!Report.Row(outcome, options)) failed.Add(attack.Name);
    }
});

Report.Summary(outcomes, failed, options);
return failed.Count == 0 ? 0 : 1;
