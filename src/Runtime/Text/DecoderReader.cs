namespace Etch.Text;

/// <summary>Reads decoders.</summary>
internal static class DecoderReader
{
    public static TokenDecoder Read(JsonField? field) => field is { } present ? ReadKind(present) : new SpacedDecoder();

    private static TokenDecoder ReadKind(JsonField field)
    {
        switch (field.Kind())
        {
            case "ByteLevel":
                // What it could say is about encoding; the reference does not look at it either.
                _ = field.Only("type", "add_prefix_space", "trim_offsets", "use_regex");
                return new ByteLevelDecoder();
            case "WordPiece":
                _ = field.Only("type", "prefix", "cleanup");
                return new WordPieceDecoder(field.Required("prefix").Text(), field.Required("cleanup").Flag());
            case "Fuse":
                _ = field.Only("type");
                return new FuseDecoder();
            default:
                throw field.Error("ByteLevel, WordPiece or Fuse");
        }
    }
}
