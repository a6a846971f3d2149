namespace Etch.Text;

/// <summary>All tokens, those of the model and the added ones, by id and by text.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _ids;
    private readonly string?[] _tokens;
    private readonly bool[] _special;

    /// <param name="pieces">The model's pieces.</param>
    /// <param name="added">The added tokens; those that are pieces too have the same id.</param>
    public Vocabulary(Dictionary<string, int> pieces, AddedToken[] added)
    {
        _ids = new Dictionary<string, int>(pieces);
        foreach (AddedToken token in added)
        {
            _ids[token.Content] = token.Id;
        }
        _tokens = new string?[_ids.Count == 0 ? 0 : _ids.Values.Max() + 1];
        _special = new bool[_tokens.Length];
        foreach ((string text, int id) in _ids)
        {
            _tokens[id] = text;
        }
        foreach (AddedToken token in added)
        {
            _special[token.Id] = token.Special;
        }
    }

    public int Size => _tokens.Length;

    public bool TryGetId(string token, out int id) => _ids.TryGetValue(token, out id);

    /// <summary>The token of an id, or null.</summary>
    public string? Find(int id) => (uint)id < (uint)_tokens.Length ? _tokens[id] : null;

    public bool IsSpecial(int id) => (uint)id < (uint)_special.Length && _special[id];
}
