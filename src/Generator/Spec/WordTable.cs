using System.Reflection;

namespace Etch.Generator.Spec;

/// <summary>All words by name. A word's record is its definition: its constructor's parameters are the word's arguments.</summary>
internal static class WordTable
{
    private static readonly Dictionary<string, Type> s_words = typeof(WordSpec).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(WordSpec).IsAssignableFrom(type))
        .ToDictionary(type => type.GetCustomAttribute<WordAttribute>().Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => s_words.Keys.OrderBy(name => name, StringComparer.Ordinal);

    public static Type? Find(string name) => s_words.TryGetValue(name, out Type type) ? type : null;

    /// <summary>The word's arguments, positional ones first.</summary>
    public static ParameterInfo[] Parameters(Type word) => word.GetConstructors()[0].GetParameters();

    public static object? Value(WordSpec word, ParameterInfo parameter) => word.GetType().GetProperty(parameter.Name).GetValue(word);

    /// <summary>A word from a value for each of its arguments.</summary>
    public static WordSpec Create(Type word, Func<ParameterInfo, object?> argument, string layers)
    {
        WordSpec made = (WordSpec)word.GetConstructors()[0].Invoke([.. Parameters(word).Select(argument)]);
        typeof(WordSpec).GetProperty(nameof(WordSpec.In)).SetValue(made, layers);
        return made;
    }
}
