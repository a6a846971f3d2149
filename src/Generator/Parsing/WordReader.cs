using System.Collections.Immutable;
using System.Reflection;
using Etch.Generator.Spec;
using Microsoft.CodeAnalysis;

namespace Etch.Generator.Parsing;

/// <summary>An attribute becomes the word that it names: each argument of the word's record is read under its own name.</summary>
internal static class WordReader
{
    /// <returns>Null where the attribute is no word, or an argument is no constant of its type.</returns>
    public static WordSpec? Read(AttributeData attribute)
    {
        string name = attribute.AttributeClass?.Name ?? "";
        string word = name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
        if (attribute.AttributeClass?.ContainingNamespace?.ToDisplayString() != KnownNames.Namespace || WordTable.Find(word) is not { } type)
        {
            return null;
        }

        try
        {
            return WordTable.Create(type, parameter => Argument(attribute, parameter), Text(attribute, nameof(WordSpec.In)));
        }
        catch (Exception exception) when (exception is TargetInvocationException or InvalidCastException or ArgumentException or MissingMethodException
            or InvalidOperationException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static object? Argument(AttributeData attribute, ParameterInfo parameter) =>
        Constant(attribute, parameter.Name) is { IsNull: false } constant ? Convert(constant, parameter.ParameterType) : Default(parameter);

    private static object? Default(ParameterInfo parameter)
    {
        object? value = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        Type type = parameter.ParameterType;
        return type == typeof(string) ? value ?? ""
            : type.IsEnum && value is not null ? Enum.ToObject(type, value)
            : value is null && type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type)
            : value;
    }

    private static object? Convert(TypedConstant constant, Type type)
    {
        if (type == typeof(EquatableArray<float>))
        {
            return constant.Values.IsDefault ? default : constant.Values.Select(value => System.Convert.ToSingle(value.Value, System.Globalization.CultureInfo.InvariantCulture)).ToEquatableArray();
        }

        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum ? Named(plain, Enum.ToObject(plain, constant.Value)) : System.Convert.ChangeType(constant.Value, plain, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A number that is cast to an enumeration may be none of its names.</summary>
    private static object Named(Type type, object value) =>
        Enum.IsDefined(type, value) ? value : throw new ArgumentException($"{type.Name} has no {value}.", nameof(value));

    private static string Text(AttributeData attribute, string name) => Constant(attribute, name)?.Value as string ?? "";

    /// <summary>An argument by the name of the constructor's parameter or of the property, whichever was used.</summary>
    public static TypedConstant? Constant(AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            if (string.Equals(named.Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return named.Value;
            }
        }

        ImmutableArray<IParameterSymbol> parameters = attribute.AttributeConstructor?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty;
        for (int index = 0; index < parameters.Length && index < attribute.ConstructorArguments.Length; index++)
        {
            if (string.Equals(parameters[index].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return attribute.ConstructorArguments[index];
            }
        }

        return null;
    }
}
