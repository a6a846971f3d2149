#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary>
/// The name of a tensor as an expression writes it: <c>(bert.|)encoder.layer.{layer + 1}.LayerNorm.(weight|gamma)</c>. A name with
/// <c>{head}</c> in it means all tensors of that name from head 0 on, stacked along a new first axis.
/// </summary>
internal sealed record TensorName(ValueList<NamePart> Parts)
{
    /// <summary>The most spellings that one name may have.</summary>
    public const int MaxSpellings = 64;

    /// <summary>The placeholder that stacks instead of being replaced.</summary>
    public const string StackWord = "head";

    /// <summary>Reads a name as it stands between quotation marks.</summary>
    /// <exception cref="WeightSyntaxException">The text is no name.</exception>
    public static TensorName Parse(string text)
    {
        var cursor = new TextCursor(text + "\"");
        TensorName name = new NameParser(cursor).Parse();
        return cursor.AtEnd ? name : throw cursor.Error("a name cannot hold a quotation mark");
    }

    public IEnumerable<AlternativesPart> Groups => Parts.OfType<AlternativesPart>();

    public IEnumerable<Position> Placeholders => Parts.OfType<PlaceholderPart>().Select(part => part.Position);

    public bool IsStack => Placeholders.Any(placeholder => placeholder.Word == StackWord);

    /// <summary>The name as it is written between quotation marks.</summary>
    public string Print() => string.Concat(Parts.Select(part => part.Print()));

    public TensorName In(Place place) => Map(part => part is PlaceholderPart holder ? NamePart.Of(holder.Position.In(place)) : part);

    /// <summary>The name with each group of alternatives replaced by what <paramref name="choose"/> says.</summary>
    public TensorName Choose(Func<AlternativesPart, string> choose) =>
        Map(part => part is AlternativesPart group ? new LiteralPart(choose(group)) : part);

    private TensorName Map(Func<NamePart, NamePart> change)
    {
        var parts = new List<NamePart>();
        foreach (NamePart part in Parts.Select(change))
        {
            if (part is LiteralPart next && parts.LastOrDefault() is LiteralPart last)
            {
                parts[parts.Count - 1] = new LiteralPart(last.Text + next.Text);
            }
            else
            {
                parts.Add(part);
            }
        }
        return new TensorName(new ValueList<NamePart>(parts));
    }
}

/// <summary>A piece of a tensor's name.</summary>
internal abstract record NamePart
{
    public static NamePart Of(Position position) => position.IsNumber ? new LiteralPart(position.Print()) : new PlaceholderPart(position);

    public abstract string Print();
}

/// <summary>Characters that stand for themselves.</summary>
internal sealed record LiteralPart(string Text) : NamePart
{
    public override string Print() => Text;
}

/// <summary><c>{layer}</c>.</summary>
internal sealed record PlaceholderPart(Position Position) : NamePart
{
    public override string Print() => Position.Print();
}

/// <summary><c>(weight|gamma)</c>: the first spelling that the file has.</summary>
internal sealed record AlternativesPart(ValueList<string> Spellings) : NamePart
{
    public override string Print() => "(" + string.Join("|", Spellings) + ")";
}
