using Etch.Generator.Families;
using Etch.Generator.Graph;
using Etch.Generator.Parsing;
using Etch.Generator.Spec;
using Etch.Generator.Weights;

namespace Etch.Generator.Diagnostics;

/// <summary>Every role has an expression that parses and can have the role's shape; every overriding line names a role that there is.</summary>
internal static class WeightValidator
{
    public static void Check(ModelSpec spec, List<Finding> findings)
    {
        List<Weight> weights = [.. TransformerGraph.Build(spec.Name, spec.Parts[0]).AllNodes.SelectMany(node => node.Weights).Distinct()];
        foreach (TensorSpec tensor in spec.Tensors.Where(tensor => weights.All(weight => weight.Role != tensor.Role)))
        {
            findings.Add(new Finding(Rules.UnknownRole, $"No word has the role '{tensor.Role}'; the nearest is '{NearName.Of(tensor.Role, weights.Select(weight => weight.Role))}'."));
        }

        foreach (Weight weight in weights)
        {
            if (TensorNames.Find(spec, weight.Role) is not { } text)
            {
                findings.Add(new Finding(Rules.NoExpression, $"The family '{spec.Naming}' has no tensor for '{weight.Role}'; name it with [Tensor(\"{weight.Role}\", \"…\")]."));
            }
            else if (!WeightExpression.TryParse(text, out WeightExpression? expression, out WeightSyntaxError? error))
            {
                findings.Add(new Finding(Rules.BadExpression, $"The expression of '{weight.Role}' cannot be read at character {error.Offset + 1}: {error.Message}"));
            }
            else if (!ShapeRule.Check(expression, _ => null, [.. weight.Shape.Select(extent => (long)extent)], out string? problem))
            {
                findings.Add(new Finding(Rules.WrongShape, $"The expression of '{weight.Role}' cannot have the shape ({string.Join(", ", weight.Shape)}): {problem}"));
            }
        }
    }
}
