using System.Text.Json;

namespace Etch.Text;

/// <summary>Reads the model of byte-level BPE.</summary>
internal static class BytePairReader
{
    private const int Bytes = 256;

    public static BytePairModel Read(JsonField model, Dictionary<string, int> pieces)
    {
        _ = model.Only(
            "type", "vocab", "merges", "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix", "fuse_unk", "byte_fallback", "ignore_merges");
        RefuseVariants(model);
        int[] byteIds = new int[Bytes];
        for (int value = 0; value < Bytes; value++)
        {
            byteIds[value] = pieces.GetValueOrDefault(ByteAlphabet.Letter((byte)value).ToString(), BytePairModel.Dropped);
        }
        return new BytePairModel(
            Merges(model.Required("merges"), pieces),
            byteIds,
            Unknown(model, pieces, byteIds),
            IsSet(model.Optional("fuse_unk")),
            IsSet(model.Optional("ignore_merges")) ? pieces : null);
    }

    private static bool IsSet(JsonField? flag) => flag?.Flag() ?? false;

    private static void RefuseVariants(JsonField model)
    {
        if (model.Optional("dropout") is { } dropout && !(dropout.Element.ValueKind == JsonValueKind.Number && dropout.Element.GetDouble() == 0))
        {
            throw dropout.Error("null or 0, since ids must not be random");
        }
        foreach (string affix in (ReadOnlySpan<string>)["continuing_subword_prefix", "end_of_word_suffix"])
        {
            if (model.Optional(affix) is { } field && field.Text().Length > 0)
            {
                throw field.Error("null or \"\", as byte-level BPE has it");
            }
        }
        if (model.Optional("byte_fallback") is { } fallback && fallback.Flag())
        {
            throw fallback.Error("false, as byte-level BPE has it");
        }
    }

    // Only a vocabulary that lacks a byte ever needs it.
    private static int Unknown(JsonField model, Dictionary<string, int> pieces, int[] byteIds)
    {
        if (model.Optional("unk_token") is not { } field || !byteIds.Contains(BytePairModel.Dropped))
        {
            return BytePairModel.Dropped;
        }
        return pieces.TryGetValue(field.Text(), out int id) ? id : throw field.Error("a piece of model.vocab");
    }

    private static Dictionary<long, Merge> Merges(JsonField field, Dictionary<string, int> pieces)
    {
        if (field.Element.ValueKind != JsonValueKind.Array)
        {
            throw field.Error("an array");
        }
        Dictionary<long, Merge> merges = new(field.Element.GetArrayLength());
        foreach (JsonElement element in field.Element.EnumerateArray())
        {
            JsonField item = new(field.Source, $"{field.Path}[{merges.Count}]", element);
            if (IsVersionLine(item))
            {
                continue;
            }
            (string left, string right) = Halves(item);
            Merge merge = new(merges.Count, Id(item, left + right, pieces));
            if (!merges.TryAdd(BytePairModel.Pair(Id(item, left, pieces), Id(item, right, pieces)), merge))
            {
                throw item.Error("a pair that was not there before", $"\"{left}\" \"{right}\" again");
            }
        }
        return merges;
    }

    // merges.txt begins with such a line, and some converters left it in.
    private static bool IsVersionLine(JsonField item) =>
        item.Element.ValueKind == JsonValueKind.String && item.Text().StartsWith("#version", StringComparison.Ordinal);

    private static (string Left, string Right) Halves(JsonField item)
    {
        string[] halves = item.Element.ValueKind == JsonValueKind.Array ? [.. item.Items(2).Select(half => half.Text())] : item.Text().Split(' ');
        return halves.Length == 2 ? (halves[0], halves[1]) : throw item.Error("two pieces, as an array or with one blank between", item.Element.GetRawText());
    }

    private static int Id(JsonField item, string piece, Dictionary<string, int> pieces) =>
        pieces.TryGetValue(piece, out int id) ? id : throw item.Error("pieces of model.vocab that make one", $"\"{piece}\", which is none");
}
