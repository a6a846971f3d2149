namespace Etch.Text;

/// <summary>
/// Text to ids and back, as a Hugging Face <c>tokenizer.json</c> says: byte-level BPE (GPT-2, RoBERTa, Llama shapes that use it),
/// WordPiece (BERT) and WordLevel. Immutable and safe to share between threads.
/// </summary>
/// <remarks>
/// Ids are those of the reference (huggingface/tokenizers), with two choices of our own. <c>truncation</c> and <c>padding</c> of the file are
/// not applied: a batch is ragged, and the caller knows how much the model takes (<see cref="Encode(string, bool, int)"/> cuts as the
/// reference would). A lone surrogate is read as U+FFFD. Normalisation forms and lower case know characters that are newer than the
/// reference's tables (Unicode 12 and 16); no other text is affected.
/// </remarks>
public abstract class Tokenizer : ITextCodec
{
    private protected Tokenizer()
    {
    }

    /// <summary>One more than the largest id: the rows a table of embeddings needs. Ids between may be unused.</summary>
    public abstract int VocabularySize { get; }

    /// <summary>Reads a tokenizer.</summary>
    /// <param name="path">A <c>tokenizer.json</c>, or the folder that holds it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a tokenizer that Etch can follow exactly: the message names the file, the field, what was expected and what was found.
    /// </exception>
    public static Tokenizer Load(string path) => TokenizerFile.Load(path);

    /// <summary>Reads a tokenizer from the bytes of a <c>tokenizer.json</c>, say an embedded resource.</summary>
    /// <exception cref="InvalidDataException">See <see cref="Load"/>.</exception>
    public static Tokenizer Parse(ReadOnlySpan<byte> utf8) => TokenizerFile.Parse(utf8, TokenizerFile.Name);

    /// <summary>The ids of a text. Any string is a valid text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="addSpecialTokens">Whether the file's special tokens (such as [CLS] and [SEP]) go around it.</param>
    /// <param name="maximumLength">The most ids to return. The text is cut at its end; special tokens stay, so [SEP] is last.</param>
    /// <exception cref="ArgumentOutOfRangeException">The special tokens alone are more than <paramref name="maximumLength"/>.</exception>
    public abstract int[] Encode(string text, bool addSpecialTokens = true, int maximumLength = int.MaxValue);

    /// <summary>Writes the ids of a text and returns how many they are. A warm tokenizer takes no memory for words it has seen.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">Room for the ids.</param>
    /// <param name="addSpecialTokens">Whether the file's special tokens go around it.</param>
    /// <exception cref="ArgumentException">The destination is too short; the message tells the length needed.</exception>
    public abstract int Encode(ReadOnlySpan<char> text, Span<int> destination, bool addSpecialTokens = true);

    /// <summary>The ids of two texts in one sequence, say a question and a passage.</summary>
    /// <param name="first">The first text.</param>
    /// <param name="second">The second text.</param>
    /// <param name="addSpecialTokens">Whether the file's special tokens go around them.</param>
    public abstract Encoding EncodePair(string first, string second, bool addSpecialTokens = true);

    /// <summary>The text of ids. Ids that no token has, as models with a padded vocabulary may give them, add nothing.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is negative.</exception>
    public abstract string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true);

    /// <summary>A decoder for tokens that come one by one.</summary>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    public abstract TokenStream CreateStream(bool skipSpecialTokens = true);

    /// <summary>The id of a token as the file spells it (byte-level BPE spells bytes: " the" is "Ġthe").</summary>
    public abstract bool TryGetId(string token, out int id);

    /// <summary>The token of an id as the file spells it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No token has this id.</exception>
    public abstract string GetToken(int id);

    /// <summary>Whether the file calls the token special. False for an id that no token has.</summary>
    public abstract bool IsSpecial(int id);

    int[] ITextCodec.Encode(string text) => Encode(text);

    ITextStream ITextCodec.CreateStream() => CreateStream();
}
