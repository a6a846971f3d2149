using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;
using Tokenizer = Etch.Text.Tokenizer;

namespace Etch.Runtime.Tests.Text;

/// <summary>Byte-level BPE against Microsoft.ML.Tokenizers, over merges and texts from fixed seeds.</summary>
public sealed class SecondOpinionTests
{
    private const string Gpt2Pattern = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private static readonly string[] s_words =
        ["the", "a", "banana", "abba", "x1", "42", "'s", "'ll", "It's", "é", "naïve", "你好", "🦙", "  ", "\n", "\t", " ", ".", "...", "--", "_", "½", "\u00A0", "e\u0301"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void IdsAgree(int seed)
    {
        Random random = new(seed);
        JsonObject file = Samples.BytePair(Merges(random, 400));
        Tokenizer ours = Samples.Build(file);
        BpeTokenizer theirs = Theirs(file);
        for (int round = 0; round < 500; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => s_words[random.Next(s_words.Length)] + (random.Next(2) == 0 ? " " : "")));
            Assert.Equal(theirs.EncodeToIds(text), ours.Encode(text));
        }
    }

    // Any two pieces may merge, so that several pairs make one piece: the hard case for the order of merges.
    private static string[] Merges(Random random, int count)
    {
        List<string> pieces = [.. "abnthexIslr.-'ĠÃ©".Select(letter => letter.ToString())];
        HashSet<string> merges = [];
        while (merges.Count < count)
        {
            (string left, string right) = (pieces[random.Next(pieces.Count)], pieces[random.Next(pieces.Count)]);
            if (left.Length + right.Length <= 6 && merges.Add($"{left} {right}") && !pieces.Contains(left + right))
            {
                pieces.Add(left + right);
            }
        }
        return [.. merges];
    }

    private static BpeTokenizer Theirs(JsonObject file) => BpeTokenizer.Create(
        new BpeOptions(file["model"]!["vocab"]!.AsObject().Select(piece => KeyValuePair.Create(piece.Key, piece.Value!.GetValue<int>())))
        {
            Merges = file["model"]!["merges"]!.AsArray().Select(merge => merge!.GetValue<string>()),
            ByteLevel = true,
            PreTokenizer = new RegexPreTokenizer(new Regex(Gpt2Pattern, RegexOptions.CultureInvariant), null),
        });
}
