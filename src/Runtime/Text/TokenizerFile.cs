using System.Text.Json;

namespace Etch.Text;

/// <summary>Reads a <c>tokenizer.json</c>. It may come from anyone: sizes, depths, ids and names are checked before they are used.</summary>
internal static class TokenizerFile
{
    /// <summary>What the file is called in its folder.</summary>
    public const string Name = "tokenizer.json";

    /// <summary>An id must be below this: no vocabulary is a quarter as large, and tables of this size are affordable.</summary>
    public const int IdLimit = 1 << 22;

    /// <summary>Twice the largest file in common use.</summary>
    private const long LargestFile = 64L << 20;

    /// <summary>A file has depth 6; deeper ones are nested sequences of steps.</summary>
    private const int Depth = 32;

    private const string Version = "1.0";

    public static Tokenizer Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Directory.Exists(path) ? Path.Combine(path, Name) : path;
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"Expected a tokenizer at '{file}', found no such file. Pass the path of a {Name} or of the folder that holds it.", file);
        }
        using FileStream stream = File.OpenRead(file);
        CheckSize(stream.Length, file);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Parse(bytes, file);
    }

    public static Tokenizer Parse(ReadOnlySpan<byte> utf8, string source)
    {
        CheckSize(utf8.Length, source);
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        byte[] bytes = (utf8.StartsWith(byteOrderMark) ? utf8[byteOrderMark.Length..] : utf8).ToArray();
        try
        {
            NameCheck.Run(bytes, Depth);
            using JsonDocument document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = Depth });
            return new PipelineTokenizer(Read(new JsonField(source, "", document.RootElement)));
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{source}: the file: expected JSON of at most {Depth} levels with no name twice in an object, found: {JsonComplaint.Of(error)}", error);
        }
        catch (InvalidOperationException error)
        {
            // What System.Text.Json says to a string of bytes that are no UTF-8, or with an escape of half a surrogate pair.
            throw new InvalidDataException($"{source}: the file: expected strings of Unicode characters, found: {JsonComplaint.Of(error)}", error);
        }
    }

    private static void CheckSize(long size, string source)
    {
        if (size > LargestFile)
        {
            throw new InvalidDataException($"{source}: the file: expected at most {LargestFile} bytes, found {size}.");
        }
    }

    // "truncation" and "padding" are known and, as Tokenizer documents, left to the caller.
    private static Pipeline Read(JsonField file)
    {
        _ = file.Only("version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer", "post_processor", "decoder", "model");
        if (file.Optional("version") is { } version && version.Text() != Version)
        {
            throw version.Error($"\"{Version}\"");
        }
        Normalizer[] normalizers = StepReader.Normalizers(file.Optional("normalizer"));
        PreTokenizer[] preTokenizers = StepReader.PreTokenizers(file.Optional("pre_tokenizer"));
        JsonField model = file.Required("model");
        string kind = ModelReader.Kind(model);
        CheckBytes(file, kind, preTokenizers);
        Dictionary<string, int> pieces = ModelReader.Pieces(model.Required("vocab"));
        AddedToken[] added = AddedTokenReader.Read(file.Optional("added_tokens"), pieces);
        Vocabulary vocabulary = new(pieces, added);
        return new Pipeline(
            vocabulary,
            AddedTokenReader.Exact(added),
            normalizers,
            AddedTokenReader.Normalized(added, normalizers, file),
            preTokenizers,
            ModelReader.Read(model, kind, pieces),
            PostProcessorReader.Read(file.Optional("post_processor"), vocabulary),
            DecoderReader.Read(file.Optional("decoder")));
    }

    // Spelling in bytes is a step of the pre-tokenizer in the file, but the model's own here: neither goes without the other.
    private static void CheckBytes(JsonField file, string kind, PreTokenizer[] steps)
    {
        int splits = steps.Count(step => step is ByteLevelSplit);
        bool isLast = steps is [.., ByteLevelSplit];
        bool isBytePair = kind == ModelReader.BytePair;
        if (isBytePair ? splits != 1 || !isLast : splits != 0)
        {
            throw (file.Optional("pre_tokenizer") ?? file.Child("pre_tokenizer", default)).Error(
                isBytePair ? "ByteLevel as the last or only step, as a model of kind BPE needs it here" : $"no ByteLevel with a model of kind {kind}");
        }
    }
}
