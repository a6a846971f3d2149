namespace Etch.Text;

/// <summary>Reads <c>added_tokens</c>.</summary>
internal static class AddedTokenReader
{
    // Bounds what a search may look at from each place of a text.
    private const int LongestContent = 256;

    /// <summary>The tokens; one that is a piece of the model must have its id, and any other an id that is free.</summary>
    public static AddedToken[] Read(JsonField? field, Dictionary<string, int> pieces)
    {
        if (field is not { } present)
        {
            return [];
        }
        HashSet<string> contents = [];
        Dictionary<int, string> owners = pieces.ToDictionary(piece => piece.Value, piece => piece.Key);
        return [.. present.Items(TokenizerFile.IdLimit).Select(item => Checked(item, Token(item), contents, owners, pieces))];
    }

    /// <summary>Those that are looked for in the text as it is.</summary>
    public static AddedTokens Exact(AddedToken[] added)
    {
        AddedToken[] exact = [.. added.Where(token => !token.Normalized)];
        return new AddedTokens(exact, [.. exact.Select(token => token.Content)]);
    }

    /// <summary>Those that are looked for in normalised text.</summary>
    public static AddedTokens Normalized(AddedToken[] added, Normalizer[] normalizers, JsonField file)
    {
        EncodeScratch scratch = new();
        AddedToken[] normalized = [.. added.Where(token => token.Normalized)];
        string[] patterns = [.. normalized.Select(token => normalizers.Apply(token.Content, scratch).ToString())];
        int empty = Array.IndexOf(patterns, "");
        return empty < 0 ? new AddedTokens(normalized, patterns) : throw file.Child("added_tokens", default).Error(
            "contents of which the normalizer leaves something", $"\"{normalized[empty].Content}\", of which nothing is left");
    }

    private static AddedToken Token(JsonField field)
    {
        _ = field.Only("id", "content", "single_word", "lstrip", "rstrip", "normalized", "special");
        return new AddedToken(
            field.Required("id").Number(TokenizerFile.IdLimit),
            field.Required("content").Text(),
            field.Required("single_word").Flag(),
            field.Required("lstrip").Flag(),
            field.Required("rstrip").Flag(),
            field.Required("normalized").Flag(),
            field.Required("special").Flag());
    }

    private static AddedToken Checked(
        JsonField field, AddedToken token, HashSet<string> contents, Dictionary<int, string> owners, Dictionary<string, int> pieces)
    {
        JsonField content = field.Required("content");
        if (token.Content.Length is 0 or > LongestContent)
        {
            throw content.Error($"1 to {LongestContent} characters", $"{token.Content.Length}");
        }
        if (!contents.Add(token.Content))
        {
            throw content.Error("a content that was not there before", $"\"{token.Content}\" again");
        }
        if (pieces.TryGetValue(token.Content, out int id) && id != token.Id)
        {
            throw field.Required("id").Error($"{id}, the id of \"{token.Content}\" in model.vocab");
        }
        if (!owners.TryAdd(token.Id, token.Content) && owners[token.Id] != token.Content)
        {
            throw field.Required("id").Error("an id of its own", $"{token.Id}, which \"{owners[token.Id]}\" has");
        }
        return token;
    }
}
