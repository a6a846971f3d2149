using System.Collections;
using System.Globalization;
using System.Reflection;
using Etch.Generator.Emit;

namespace Etch.Generator.Spec;

/// <summary>Writes a spec as the brackets that say it; reading them back gives an equal spec. Arguments at their default are left out.</summary>
internal static class SpecPrinter
{
    public static IEnumerable<string> Brackets(ModelSpec model)
    {
        PartSpec part = model.Parts[0];
        string epsilon = part.Epsilon == 1e-5f ? "" : $", Epsilon = {CSharp.Float(part.Epsilon)}";
        yield return $"[Transformer(Width = {part.Width}, Context = {part.Context}{epsilon})]";
        foreach (SectionSpec section in part.Sections)
        {
            if (section.Repeat is { } repeat)
            {
                yield return $"[{Word(repeat)}]";
            }

            foreach (BracketSpec bracket in section.Brackets)
            {
                yield return $"[{string.Join(", ", bracket.Words.Select(Word))}]";
            }

            if (section.Repeat is not null)
            {
                yield return "[End]";
            }
        }

        if (model.Naming != Naming.Roles)
        {
            yield return $"[Checkpoint(Naming.{model.Naming})]";
        }

        foreach (TensorSpec tensor in model.Tensors)
        {
            yield return $"[Tensor({CSharp.Text(tensor.Role)}, {CSharp.Text(tensor.Expression)})]";
        }
    }

    /// <summary>The word without its arguments.</summary>
    public static string Name(WordSpec word) => word.GetType().GetCustomAttribute<WordAttribute>().Name;

    public static string Word(WordSpec word)
    {
        WordAttribute about = word.GetType().GetCustomAttribute<WordAttribute>();
        List<string> arguments = [];
        ParameterInfo[] parameters = WordTable.Parameters(word.GetType());
        for (int index = 0; index < parameters.Length; index++)
        {
            object? value = WordTable.Value(word, parameters[index]);
            bool isPositional = index < about.Positional;
            if (!parameters[index].HasDefaultValue || !IsDefault(value, parameters[index]))
            {
                arguments.Add(isPositional ? Text(value) : $"{parameters[index].Name} = {Text(value)}");
            }
        }

        if (word.In.Length > 0)
        {
            arguments.Add($"In = {CSharp.Text(word.In)}");
        }

        return arguments.Count == 0 ? about.Name : $"{about.Name}({string.Join(", ", arguments)})";
    }

    private static bool IsDefault(object? value, ParameterInfo parameter) =>
        parameter.ParameterType.IsEnum ? Convert.ToInt32(value, CultureInfo.InvariantCulture) == Convert.ToInt32(parameter.DefaultValue, CultureInfo.InvariantCulture)
        : value is IEnumerable and not string ? !((IEnumerable)value).GetEnumerator().MoveNext()
        : Equals(value, parameter.DefaultValue);

    private static string Text(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        float number => CSharp.Float(number),
        string text => CSharp.Text(text),
        Enum name => $"{name.GetType().Name}.{name}",
        IEnumerable<float> list => $"[{string.Join(", ", list.Select(CSharp.Float))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"No text for an argument of type {value?.GetType().Name}."),
    };
}
