using System.Text;
using System.Text.Json.Nodes;
using Etch.Text;

namespace Etch.Runtime.Tests.Text;

/// <summary>Small tokenizers whose ids can be worked out by hand.</summary>
internal static class Samples
{
    public static Tokenizer Build(JsonObject file) => Tokenizer.Parse(System.Text.Encoding.UTF8.GetBytes(file.ToJsonString()));

    public static JsonNode? Json(string text) => JsonNode.Parse(text);

    /// <summary>Byte-level BPE: ids 0 to 255 are the bytes, 256 onwards what the merges make, in order.</summary>
    public static JsonObject BytePair(params string[] merges)
    {
        JsonObject vocabulary = [];
        for (int value = 0; value < 256; value++)
        {
            vocabulary.Add(Letter(value).ToString(), value);
        }
        foreach (string piece in merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal)).Where(piece => !vocabulary.ContainsKey(piece)))
        {
            vocabulary.Add(piece, vocabulary.Count);
        }
        return File(
            new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = new JsonArray([.. merges.Select(merge => JsonValue.Create(merge))]) },
            preTokenizer: """{"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}""",
            decoder: """{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true}""");
    }

    /// <summary>WordPiece over the given pieces, numbered in order; "[UNK]" must be among them.</summary>
    public static JsonObject WordPiece(string normalizer, params string[] pieces) => File(
        new JsonObject
        {
            ["type"] = "WordPiece",
            ["unk_token"] = "[UNK]",
            ["continuing_subword_prefix"] = "##",
            ["max_input_chars_per_word"] = 100,
            ["vocab"] = Numbered(pieces),
        },
        normalizer,
        """{"type": "BertPreTokenizer"}""",
        """{"type": "WordPiece", "prefix": "##", "cleanup": true}""");

    /// <summary>One id a character: "?" is unknown, then the characters in order.</summary>
    public static JsonObject Characters(string characters) => File(
        new JsonObject { ["type"] = "WordLevel", ["unk_token"] = "?", ["vocab"] = Numbered(["?", .. characters.EnumerateRunes().Select(rune => rune.ToString())]) },
        preTokenizer: """{"type": "Split", "pattern": {"Regex": "[\\s\\S]"}, "behavior": "Isolated", "invert": false}""",
        decoder: """{"type": "Fuse"}""");

    public static string Bert(bool clean = false, bool chinese = false, bool? accents = false, bool lowercase = false) => new JsonObject
    {
        ["type"] = "BertNormalizer",
        ["clean_text"] = clean,
        ["handle_chinese_chars"] = chinese,
        ["strip_accents"] = accents,
        ["lowercase"] = lowercase,
    }.ToJsonString();

    /// <summary>An entry of added_tokens.</summary>
    public static JsonObject Added(
        int id, string content, bool singleWord = false, bool left = false, bool right = false, bool normalized = false, bool special = true) => new()
        {
            ["id"] = id,
            ["content"] = content,
            ["single_word"] = singleWord,
            ["lstrip"] = left,
            ["rstrip"] = right,
            ["normalized"] = normalized,
            ["special"] = special,
        };

    public static JsonObject With(this JsonObject file, string field, JsonNode? value)
    {
        file[field] = value;
        return file;
    }

    public static JsonObject WithModel(this JsonObject file, string field, JsonNode? value)
    {
        file["model"]![field] = value;
        return file;
    }

    /// <summary>GPT-2's letter of a byte, from its description: printable Latin-1 as it is, the others from U+0100 on in order.</summary>
    public static char Letter(int value)
    {
        static bool IsPrintable(int value) => value is (>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174 and <= 255);
        return IsPrintable(value) ? (char)value : (char)(256 + Enumerable.Range(0, value).Count(smaller => !IsPrintable(smaller)));
    }

    private static JsonObject Numbered(IEnumerable<string> pieces) =>
        new(pieces.Select((piece, id) => KeyValuePair.Create(piece, (JsonNode?)JsonValue.Create(id))));

    private static JsonObject File(JsonObject model, string normalizer = "null", string preTokenizer = "null", string decoder = "null") => new()
    {
        ["version"] = "1.0",
        ["truncation"] = null,
        ["padding"] = null,
        ["added_tokens"] = new JsonArray(),
        ["normalizer"] = Json(normalizer),
        ["pre_tokenizer"] = Json(preTokenizer),
        ["post_processor"] = null,
        ["decoder"] = Json(decoder),
        ["model"] = model,
    };
}
