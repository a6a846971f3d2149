namespace Etch.Generator.Families;

/// <summary>A value of a JSON text: string, double, bool, a list, an object, or null.</summary>
internal sealed record JsonValue(object? Value)
{
    public bool IsNull => Value is null;

    public IReadOnlyDictionary<string, JsonValue>? Object => Value as IReadOnlyDictionary<string, JsonValue>;

    public IReadOnlyList<JsonValue>? List => Value as IReadOnlyList<JsonValue>;

    /// <summary>What kind it is, for messages.</summary>
    public string Kind => Value switch
    {
        null => "null",
        string => "a string",
        double => "a number",
        bool => "true or false",
        IReadOnlyList<JsonValue> => "a list",
        _ => "an object",
    };
}
