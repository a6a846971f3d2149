#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary>
/// Reads an expression by recursive descent. Loosest first: <c>??</c>, then <c>+ -</c>, then <c>* /</c>, then what follows its operand
/// (slices, <c>.T</c>, …). Text, nesting and depth are limited, so that no text can exhaust the stack.
/// </summary>
internal sealed class ExpressionParser(string text)
{
    /// <summary>The most characters of an expression.</summary>
    public const int MaxLength = 16_384;

    /// <summary>The deepest nesting, both of parentheses in the text and of operations on operations.</summary>
    public const int MaxDepth = 64;

    private readonly TextCursor _cursor = new(text);
    private int _nesting;

    public WeightExpression ParseAll()
    {
        if (text.Length > MaxLength)
        {
            throw new WeightSyntaxException(MaxLength, $"an expression may have at most {MaxLength} characters");
        }
        WeightExpression expression = ParseExpression();
        _cursor.SkipSpaces();
        return _cursor.AtEnd
            ? expression
            : throw _cursor.Error($"expected an operation or the end of the expression, found {_cursor.Found()}");
    }

    private WeightExpression ParseExpression()
    {
        if (++_nesting > MaxDepth)
        {
            throw _cursor.Error($"the expression is nested more than {MaxDepth} deep");
        }
        WeightExpression expression = ParseSum();
        int offset = _cursor.Offset;
        if (_cursor.TryTake("??"))
        {
            WeightExpression otherwise = Numbers.IsNext(_cursor) ? new NumberExpression(Numbers.Parse(_cursor)) : ParseExpression();
            expression = Checked(new FallbackExpression(expression, otherwise), offset);
        }
        _nesting--;
        return expression;
    }

    private WeightExpression ParseSum()
    {
        WeightExpression left = ParseProduct();
        while (true)
        {
            int offset = _cursor.Offset;
            if (_cursor.TryTake("+"))
            {
                left = Checked(
                    Numbers.IsNext(_cursor)
                        ? new ScalarExpression(left, ScalarOperation.Add, Numbers.Parse(_cursor))
                        : new SumExpression(left, ParseProduct()),
                    offset);
            }
            else if (_cursor.TryTake("-"))
            {
                left = Checked(new ScalarExpression(left, ScalarOperation.Add, 0.0 - Numbers.Parse(_cursor)), offset);
            }
            else
            {
                return left;
            }
        }
    }

    private WeightExpression ParseProduct()
    {
        WeightExpression left = ParsePostfix();
        while (true)
        {
            int offset = _cursor.Offset;
            if (_cursor.TryTake("*"))
            {
                left = Checked(new ScalarExpression(left, ScalarOperation.Multiply, Numbers.Parse(_cursor)), offset);
            }
            else if (_cursor.TryTake("/"))
            {
                left = Checked(new ScalarExpression(left, ScalarOperation.Divide, ParseDivisor()), offset);
            }
            else
            {
                return left;
            }
        }
    }

    private WeightExpression ParsePostfix()
    {
        WeightExpression operand = ParsePrimary();
        while (true)
        {
            int offset = _cursor.Offset;
            if (_cursor.TryTake("["))
            {
                operand = Checked(new SliceExpression(operand, Selectors.Parse(_cursor)), offset);
            }
            else if (_cursor.TryTake("."))
            {
                operand = Checked(ParseMember(operand), offset);
            }
            else
            {
                return operand;
            }
        }
    }

    private WeightExpression ParseMember(WeightExpression operand)
    {
        int start = _cursor.Offset;
        string member = _cursor.TakeWhile(character => TextCursor.IsLetter(character) || TextCursor.IsDigit(character));
        return member switch
        {
            "T" => new TransposeExpression(operand),
            "flat" => new FlattenExpression(operand),
            "heads" => ParseHeads(operand),
            "split" => ParseSplit(operand),
            "rotary" => ParseRotary(operand),
            "bicubic" or "mxfp4" or "blocks" => throw new WeightSyntaxException(start, $".{member} is not supported yet"),
            _ => throw new WeightSyntaxException(start, $"after '.' stands T, flat, heads, split or rotary; found '{member}'"),
        };
    }

    private HeadsExpression ParseHeads(WeightExpression operand)
    {
        _cursor.Expect("(", "behind .heads");
        int heads = ParseCount("the number of heads");
        _cursor.Expect(",", "behind the number of heads");
        int parts = ParseCount("the number of parts");
        _cursor.Expect(",", "behind the number of parts");
        int width = ParseCount("the width of a part");
        _cursor.Expect(")", "behind the width of a part");
        _cursor.Expect("[", "with the chosen parts behind .heads(…)");
        return new HeadsExpression(operand, heads, parts, width, Selectors.Parse(_cursor));
    }

    private SplitExpression ParseSplit(WeightExpression operand)
    {
        _cursor.Expect("(", "behind .split");
        int count = ParseCount("the number of parts");
        _cursor.Expect(")", "behind the number of parts");
        _cursor.Expect("[", "with the chosen part behind .split(…)");
        Position index = Selectors.ParsePosition(_cursor, "the chosen part");
        _cursor.Expect("]", "behind the chosen part");
        return new SplitExpression(operand, count, index);
    }

    private RotaryExpression ParseRotary(WeightExpression operand)
    {
        _cursor.Expect("(", "behind .rotary");
        int heads = ParseCount("the number of heads");
        _cursor.Expect(")", "behind the number of heads");
        return new RotaryExpression(operand, heads);
    }

    private WeightExpression ParsePrimary()
    {
        _cursor.SkipSpaces();
        int start = _cursor.Offset;
        if (_cursor.TryTake("\""))
        {
            return new NameExpression(new NameParser(_cursor).Parse());
        }
        if (_cursor.TryTake("("))
        {
            WeightExpression inner = ParseExpression();
            _cursor.Expect(")", "at the end of what stands in parentheses");
            return inner;
        }
        if (Numbers.IsNext(_cursor))
        {
            throw _cursor.Error("a number may stand only behind an operation: \"name\" + 1, \"name\" ?? 0");
        }
        string word = _cursor.TakeWhile(TextCursor.IsLetter);
        return word switch
        {
            "cat" => Checked(ParseConcatenation(), start),
            "weightnorm" => Checked(ParseWeightNorm(), start),
            "" => throw _cursor.Error($"expected a name in quotation marks, '(', cat or weightnorm, found {_cursor.Found()}"),
            _ => throw new WeightSyntaxException(start, $"expected a name in quotation marks, '(', cat or weightnorm, found '{word}'"),
        };
    }

    private ConcatenateExpression ParseConcatenation()
    {
        _cursor.Expect("(", "behind cat");
        int axis = ParseAxis();
        var parts = new List<WeightExpression>();
        while (_cursor.TryTake(","))
        {
            parts.Add(ParseExpression());
        }
        _cursor.Expect(")", "at the end of cat(axis, a, b, …)");
        return parts.Count > 0
            ? new ConcatenateExpression(axis, new ValueList<WeightExpression>(parts))
            : throw _cursor.Error("cat joins at least one tensor: cat(axis, a, b)");
    }

    private WeightNormExpression ParseWeightNorm()
    {
        _cursor.Expect("(", "behind weightnorm");
        int axis = ParseAxis();
        _cursor.Expect(",", "behind the axis");
        WeightExpression direction = ParseExpression();
        _cursor.Expect(",", "between the direction and the gain");
        WeightExpression gain = ParseExpression();
        _cursor.Expect(")", "at the end of weightnorm(axis, v, g)");
        return new WeightNormExpression(axis, direction, gain);
    }

    private int ParseAxis()
    {
        int axis = _cursor.TakeInteger("the number of an axis");
        return axis < MaxDepth ? axis : throw _cursor.Error($"an axis is a number below {MaxDepth}");
    }

    private int ParseCount(string what)
    {
        int count = _cursor.TakeInteger(what);
        return count > 0 ? count : throw _cursor.Error($"{what} must be at least 1");
    }

    private double ParseDivisor()
    {
        double divisor = Numbers.Parse(_cursor);
        return divisor != 0 ? divisor : throw _cursor.Error("a tensor cannot be divided by 0");
    }

    private static WeightExpression Checked(WeightExpression expression, int offset) =>
        expression.Depth() <= MaxDepth ? expression : throw new WeightSyntaxException(offset, $"the expression is nested more than {MaxDepth} deep");
}
