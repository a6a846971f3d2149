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
        for (int line = 0; line < spec.Tensors.Count; line++)
        {
            string role = spec.Tensors[line].Role;
            if (weights.All(weight => weight.Role != role))
            {
                string nearest = NearName.Of(role, weights.Select(weight => weight.Role));
                findings.Add(new Finding(Rules.UnknownRole, $"No word has the role '{role}'; the nearest is '{nearest}'.", Finding.AtTensor, line));
            }
        }

        foreach (Weight weight in weights)
        {
            int line = spec.Tensors.ToList().FindLastIndex(tensor => tensor.Role == weight.Role), at = line < 0 ? Finding.AtClass : Finding.AtTensor;
            if (TensorNames.Find(spec, weight.Role) is not { } text)
            {
                findings.Add(new Finding(Rules.NoExpression, $"The family '{spec.Naming}' has no tensor for '{weight.Role}'; name it with [Tensor(\"{weight.Role}\", \"…\")]."));
            }
            else if (!WeightExpression.TryParse(text, out WeightExpression? expression, out WeightSyntaxError? error))
            {
                findings.Add(new Finding(Rules.BadExpression, $"The expression of '{weight.Role}' cannot be read at character {error.Offset + 1}: {error.Message.TrimEnd('.')}.", at, Math.Max(line, 0)));
            }
            else if (!ShapeRule.Check(expression, _ => null, [.. weight.Shape.Select(extent => (long)extent)], out string? problem))
            {
                findings.Add(new Finding(Rules.WrongShape, $"The expression of '{weight.Role}' cannot have the shape ({string.Join(", ", weight.Shape)}): {problem.TrimEnd('.')}.", at, Math.Max(line, 0)));
            }
        }
    }
}
