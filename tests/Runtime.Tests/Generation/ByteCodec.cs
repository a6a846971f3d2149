using System.Text;

namespace Etch.Runtime.Tests.Generation;

/// <summary>A codec whose ids are UTF-8 bytes, so that a character can need several.</summary>
internal sealed class ByteCodec : ITextCodec
{
    public int[] Encode(string text) => [.. Encoding.UTF8.GetBytes(text).Select(value => (int)value)];

    public ITextStream CreateStream() => new Stream();

    private sealed class Stream : ITextStream
    {
        private readonly Decoder decoder = Encoding.UTF8.GetDecoder();

        public string Append(int id) => Decode([(byte)id], flush: false);

        public string Flush() => Decode([], flush: true);

        private string Decode(byte[] bytes, bool flush)
        {
            char[] characters = new char[4];
            return new string(characters, 0, decoder.GetChars(bytes, characters, flush));
        }
    }
}
