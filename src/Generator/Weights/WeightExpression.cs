using System.Diagnostics.CodeAnalysis;

#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary>
/// Says which tensor of a file, and what of it, a role is (LANGUAGE.md section 3): <c>"h.{layer}.attn.c_attn.weight"[:, 0:768].T</c>.
/// Immutable and equal by value. <see cref="Print"/> gives the canonical text, which parses to an equal expression.
/// </summary>
internal abstract record WeightExpression
{
    /// <summary>Reads an expression.</summary>
    /// <exception cref="WeightSyntaxException">The text is not an expression; the exception says where and why.</exception>
    public static WeightExpression Parse(string text) => new ExpressionParser(text).ParseAll();

    /// <summary>Reads an expression; false with the place and the reason when the text is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out WeightExpression? expression, [NotNullWhen(false)] out WeightSyntaxError? error)
    {
        expression = null;
        error = null;
        try
        {
            expression = Parse(text);
        }
        catch (WeightSyntaxException exception)
        {
            error = exception.Error;
        }
        return error is null;
    }

    /// <summary>How tightly the operation binds; an operand that binds less stands in parentheses.</summary>
    public abstract Precedence Precedence { get; }

    /// <summary>The expressions that this one is made of.</summary>
    public abstract IReadOnlyList<WeightExpression> Operands { get; }

    /// <summary>The positions written in this operation itself, not in its operands.</summary>
    public virtual IEnumerable<Position> OwnPositions => [];

    /// <summary>The canonical text.</summary>
    public abstract string Print();

    /// <summary>The shape rule of the operation.</summary>
    /// <exception cref="ShapeException">The operands do not have the shape that the operation needs.</exception>
    public abstract PartialShape ShapeOf(Func<string, long[]?> shapes);

    /// <summary>The same operation on operands that <paramref name="change"/> returns.</summary>
    public abstract WeightExpression Rebuild(Func<WeightExpression, WeightExpression> change);

    /// <summary>The expression with the placeholders that <paramref name="place"/> knows replaced by numbers.</summary>
    public WeightExpression With(Place place) => Rebuild(operand => operand.With(place)).OwnIn(place);

    /// <inheritdoc cref="With(Place)"/>
    public WeightExpression With(int? layer = null, int? repeat = null, int? step = null, int? head = null, int? expert = null) =>
        With(new Place(layer, repeat, step, head, expert));

    /// <summary>This expression and all that are in it.</summary>
    public IEnumerable<WeightExpression> All() => new[] { this }.Concat(Operands.SelectMany(operand => operand.All()));

    /// <summary>The names of the expression, in the order of the text, each once.</summary>
    public IEnumerable<TensorName> Names() => All().OfType<NameExpression>().Select(expression => expression.Name).Distinct();

    /// <summary>The placeholders that are still without a number; <c>{head}</c> inside a name is not one, since it stacks.</summary>
    public IEnumerable<Position> OpenPlaceholders() =>
        All().SelectMany(expression => expression.OwnPositions).Where(position => !position.IsNumber).Distinct();

    /// <summary>1 for a name, 1 more for each operation above it.</summary>
    public int Depth() => 1 + Operands.Select(operand => operand.Depth()).DefaultIfEmpty(0).Max();

    public sealed override string ToString() => Print();

    /// <summary>The operation with its own positions replaced.</summary>
    protected virtual WeightExpression OwnIn(Place place) => this;

    /// <summary>An operand's text, in parentheses where it binds less than <paramref name="least"/>.</summary>
    protected static string Operand(WeightExpression operand, Precedence least) =>
        operand.Precedence < least ? "(" + operand.Print() + ")" : operand.Print();
}

/// <summary>How tightly operations bind, the loosest first.</summary>
internal enum Precedence
{
    Fallback,
    Sum,
    Product,
    Postfix,
}
