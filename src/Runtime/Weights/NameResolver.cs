namespace Etch.Weights;

/// <summary>
/// Finds the tensors of names. A group of alternatives is decided once for a file: the first name that the file has in any spelling
/// decides for all names with that group, so that one model never takes tensors of two.
/// </summary>
internal sealed class NameResolver(WeightSource source)
{
    private readonly Dictionary<string, string> _chosen = new(StringComparer.Ordinal);

    /// <summary>The name in the spelling that the file has, or null when it has none.</summary>
    public TensorName? Resolve(TensorName name)
    {
        string[] groups = name.Groups.Select(group => Key(name, group)).Distinct().ToArray();
        foreach (Dictionary<string, string> spelling in Spellings(name, groups))
        {
            TensorName candidate = name.Choose(group => spelling[Key(name, group)]);
            if (Tensors(candidate).Count > 0)
            {
                foreach (string group in groups)
                {
                    _chosen[group] = spelling[group];
                }
                return candidate;
            }
        }
        return null;
    }

    /// <summary>The tensors of a name without alternatives: one, or one for each head from 0 on; none when the file lacks it.</summary>
    public IReadOnlyList<NamedTensor> Tensors(TensorName name)
    {
        var tensors = new List<NamedTensor>();
        do
        {
            string one = name.In(new Place(Head: tensors.Count)).Print();
            if (source.Find(one) is not { } tensor)
            {
                break;
            }
            tensors.Add(new NamedTensor(one, tensor));
        }
        while (name.IsStack);
        return tensors;
    }

    /// <summary>What was chosen for the groups of a name, for messages: <c>; (bert.|) is "bert." in this file</c>.</summary>
    public string Choices(TensorName name) =>
        string.Concat(name.Groups.Distinct().Where(group => _chosen.ContainsKey(Key(name, group)))
            .Select(group => $"; {group.Print()} is \"{_chosen[Key(name, group)]}\" in this file"));

    private IEnumerable<Dictionary<string, string>> Spellings(TensorName name, string[] groups)
    {
        var spellings = new List<Dictionary<string, string>> { new(StringComparer.Ordinal) };
        foreach (string key in groups)
        {
            AlternativesPart group = name.Groups.First(group => Key(name, group) == key);
            IEnumerable<string> choices = _chosen.TryGetValue(key, out string? chosen) ? [chosen] : group.Spellings;
            spellings = (
                from begun in spellings
                from choice in choices
                select new Dictionary<string, string>(begun, StringComparer.Ordinal) { [key] = choice }).ToList();
        }
        return spellings;
    }

    /// <summary>A group of one file says nothing about the same group of another.</summary>
    private static string Key(TensorName name, AlternativesPart group)
    {
        string beginning = name.Parts[0] is LiteralPart literal ? literal.Text : "";
        return beginning[..(beginning.LastIndexOf('/') + 1)] + group.Print();
    }
}
