using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Devices.Mapping;

/// <summary><c>device map ID [POINTER=WHAT[,unit=…][,factor=…][,offset=…]…] [--preset NAME] [--clear]</c>.</summary>
internal static class MappingCommand
{
    private static readonly DevicesJson Wire = DevicesJson.Default;

    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "The device's id, as `device list` shows it." };
        var fields = new Argument<string[]>("POINTER=WHAT")
        {
            Description = "For example /AM2301/Temperature=temperature, /soil/raw=soil_raw or /t=temperature,unit=F,factor=0.1. "
                + $"WHAT: {FieldRule.TargetsText}. Units: {string.Join(", ", FieldRule.Units)}.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        fields.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (Parse(token.Value, out var problem) is null) result.AddError(problem);
            }
        });
        var preset = new Option<string?>("--preset") { Description = $"One of: {string.Join(", ", MappingPresets.Names)}." };
        var clear = new Option<bool>("--clear")
        {
            Description = "Forgets what was said before; alone, the device is read without a mapping.",
        };
        var map = new Command("map", "Shows or says how a device's fields are read; what is not named stays.")
        {
            id, fields, preset, clear,
        };
        return map.Asks(
            (result, gateway, cancellationToken) => ChangeAsync(
                gateway, PathOf(result.GetRequiredValue(id)), result.GetValue(fields) ?? [], result.GetValue(preset),
                result.GetValue(clear), cancellationToken),
            Wire.FieldMappingView,
            Print);
    }

    private static string PathOf(string id) => $"{DevicesApi.LocalPath}/{Uri.EscapeDataString(id)}/mapping";

    private static async Task<LocalAnswer<FieldMappingView>> ChangeAsync(
        LocalGateway gateway, string path, string[] fields, string? preset, bool isCleared, CancellationToken cancellationToken)
    {
        var says = fields.Length > 0 || preset is not null;
        if (isCleared && !says) return await gateway.Delete(path, Wire.FieldMappingView, cancellationToken);
        var now = await gateway.Get(path, Wire.FieldMappingView, cancellationToken);
        if (now.Value is not { } view || !says) return now;
        var rules = fields.Select(field => Parse(field, out _)!).ToList();
        var kept = isCleared ? new FieldMapping() : new FieldMapping { Preset = view.Preset, Fields = view.Fields };
        var mapping = kept.With(rules) with { Preset = preset ?? kept.Preset };
        return await gateway.Put(path, JsonContent.Create(mapping, Wire.FieldMapping), Wire.FieldMappingView, cancellationToken);
    }

    /// <summary>A field as it is typed; <see langword="null"/> with what is wrong with it.</summary>
    public static FieldRule? Parse(string text, out string problem)
    {
        problem = string.Empty;
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var parts = at < 0 ? [] : text[(at + 1)..].Split(',');
        if (at <= 0 || text[0] != '/')
        {
            problem = $"'{text}' is not POINTER=WHAT, as /AM2301/Temperature=temperature.";
            return null;
        }

        var rule = new FieldRule { Pointer = text[..at], As = parts[0] };
        foreach (var part in parts.Skip(1))
        {
            var (name, value) = part.Split('=', 2) is [var n, var v] ? (n, v) : (part, string.Empty);
            var isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
            switch (name)
            {
                case "unit": rule = rule with { Unit = value }; break;
                case "factor" when isNumber: rule = rule with { Factor = number }; break;
                case "offset" when isNumber: rule = rule with { Offset = number }; break;
                default:
                    problem = $"'{part}' in '{text}' is neither unit=…, nor factor=NUMBER, nor offset=NUMBER.";
                    return null;
            }
        }

        var errors = FieldMappingRules.Check(new FieldMapping { Fields = [rule] });
        if (errors.Count == 0) return rule;
        problem = $"'{text}': {errors.First().Value[0]}";
        return null;
    }

    private static void Print(FieldMappingView view, string directory)
    {
        Console.WriteLine($"Preset:  {view.Preset ?? "none"}");
        foreach (var field in view.Fields) Console.WriteLine($"Field:   {Text(field)}");
        foreach (var field in view.PresetFields) Console.WriteLine($"Preset's {Text(field)}");
    }

    private static string Text(FieldRule field)
    {
        var unit = field.Unit is null ? string.Empty : $",unit={field.Unit}";
        var factor = field.Factor is { } by ? string.Create(CultureInfo.InvariantCulture, $",factor={by}") : string.Empty;
        var offset = field.Offset is { } add ? string.Create(CultureInfo.InvariantCulture, $",offset={add}") : string.Empty;
        return $"{field.Pointer}={field.As}{unit}{factor}{offset}";
    }
}
