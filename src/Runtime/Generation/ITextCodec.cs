namespace Etch;

/// <summary>What text generation needs of a tokenizer: ids of a text, and text of ids as they come.</summary>
public interface ITextCodec
{
    /// <summary>The ids of a text, with the special tokens that the model expects around a prompt.</summary>
    int[] Encode(string text);

    /// <summary>A fresh stream that turns ids into text.</summary>
    ITextStream CreateStream();
}

/// <summary>Turns ids into text one by one; a character whose bytes lie in several tokens is given with the last of them.</summary>
public interface ITextStream
{
    /// <summary>The text that became certain with this id; often empty.</summary>
    string Append(int id);

    /// <summary>The text of what is left, such as bytes of an unfinished character; the stream is fresh afterwards.</summary>
    string Flush();
}
