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
        JsonElement members = vocabulary.AsObject().Element;
        Dictionary<string, int> pieces = new(members.GetPropertyCount());
        HashSet<int> ids = new(pieces.Capacity);
        foreach (JsonProperty member in members.EnumerateObject())
        {
            string piece = member.Name;
            if (!JsonField.IsNumber(member.Value, TokenizerFile.IdLimit, out int id) || !ids.Add(id))
            {
                throw NoIdOfItsOwn(vocabulary.Child(piece, member.Value), pieces);
            }
            pieces.Add(piece, id);
        }
        return pieces;
    }

    private static InvalidDataException NoIdOfItsOwn(JsonField value, Dictionary<string, int> pieces)
    {
        int id = value.Number(TokenizerFile.IdLimit);
        return value.Error("an id of its own", $"{id}, which \"{pieces.First(piece => piece.Value == id).Key}\" has");
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
