using System.Text.Json;

namespace Etch.Text;

/// <summary>Reads the vocabulary and the model.</summary>
internal static class ModelReader
{
    public const string BytePair = "BPE";
    public const string WordPiece = "WordPiece";
    public const string WordLevel = "WordLevel";

    /// <summary>The kind of the model. Files of before 2020 leave it to the fields to tell.</summary>
    public static string Kind(JsonField model)
    {
        if (model.Optional("type") is not { } type)
        {
            return model.Optional("merges") is not null ? BytePair
                : model.Optional("max_input_chars_per_word") is not null ? WordPiece
                : throw model.Child("type", default).Error("BPE, WordPiece or WordLevel");
        }
        return type.Text() is BytePair or WordPiece or WordLevel ? type.Text() : throw type.Error("BPE, WordPiece or WordLevel");
    }

    /// <summary>The pieces with their ids; no two of either may be the same.</summary>
    public static Dictionary<string, int> Pieces(JsonField vocabulary)
    {
        Dictionary<string, int> pieces = [];
        Dictionary<int, string> owners = [];
        foreach (JsonProperty member in vocabulary.AsObject().Element.EnumerateObject())
        {
            string piece = member.Name;
            JsonField value = vocabulary.Child(piece, member.Value);
            int id = value.Number(TokenizerFile.IdLimit);
            if (!owners.TryAdd(id, piece))
            {
                throw value.Error("an id of its own", $"{id}, which \"{owners[id]}\" has");
            }
            pieces.Add(piece, id);
        }
        return pieces;
    }

    public static TokenModel Read(JsonField model, string kind, Dictionary<string, int> pieces) => kind switch
    {
        BytePair => BytePairReader.Read(model, pieces),
        WordPiece => ReadWordPiece(model, pieces),
        _ => new WordLevelModel(pieces, Unknown(model.Only("type", "vocab", "unk_token"), pieces)),
    };

    private static WordPieceModel ReadWordPiece(JsonField model, Dictionary<string, int> pieces)
    {
        _ = model.Only("type", "vocab", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word");
        return new WordPieceModel(
            pieces,
            model.Required("continuing_subword_prefix").Text(),
            Unknown(model, pieces),
            model.Required("max_input_chars_per_word").Number(int.MaxValue));
    }

    // Without it some texts would have no ids; better said now than at the first such text.
    private static int Unknown(JsonField model, Dictionary<string, int> pieces)
    {
        JsonField field = model.Required("unk_token");
        return pieces.TryGetValue(field.Text(), out int id) ? id : throw field.Error("a piece of model.vocab");
    }
}
