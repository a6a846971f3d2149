namespace Etch.Weights;

/// <summary>A parameter of a model and where it is to be found.</summary>
/// <param name="Role">The role (LANGUAGE.md section 3): <c>layers.{layer}.0.attention.query.weight</c>.</param>
/// <param name="Expression">What of which tensors it is, in the language of weight expressions.</param>
/// <param name="Shape">The shape that the model needs; every extent is at least 1.</param>
/// <param name="Optional">The model can do without: nothing in the file is no error.</param>
public sealed record WeightRequest(string Role, string Expression, long[] Shape, bool Optional = false)
{
    /// <summary>The request in one place of the model: the placeholders of role and expression replaced. What is null stays as it is.</summary>
    /// <exception cref="FormatException">The role or the expression does not parse.</exception>
    public WeightRequest At(int? layer = null, int? repeat = null, int? step = null, int? head = null, int? expert = null)
    {
        var place = new Place(layer, repeat, step, head, expert);
        return this with { Role = TensorName.Parse(Role).In(place).Print(), Expression = WeightExpression.Parse(Expression).With(place).Print() };
    }
}
