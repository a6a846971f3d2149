using Etch.Generator.Families;
using Etch.Generator.Graph;
using Etch.Generator.Parsing;
using Etch.Generator.Spec;
using Etch.Generator.Weights;

namespace Etch.Generator.Diagnostics;

/// <summary>Every role has an expression that parses and can have the role's shape; every overriding line names a role that there is, once.</summary>
internal static class WeightValidator
{
    public static void Check(ModelSpec spec, List<Finding> findings)
    {
        List<Weight> weights = [.. TransformerGraph.Build(spec.Name, spec.Parts[0]).AllNodes.SelectMany(node => node.Weights).Distinct()];
        findings.AddRange(Lines(spec, weights));
        findings.AddRange(Shared(spec, weights));
        if (findings.Count == 0)
        {
            List<Finding> found = [.. weights.Select(weight => Expression(spec, weight)).OfType<Finding>()];
            findings.AddRange(found.Where(finding => finding.Bracket == Finding.AtTensor));
            findings.AddRange(OfFamily([.. found.Where(finding => finding.Bracket != Finding.AtTensor)]));
        }
    }

    /// <summary>A family that does not fit, fits nowhere; one sentence says so.</summary>
    private static IEnumerable<Finding> OfFamily(List<Finding> found) => found.Count < 2 ? found
        : [found[0] with { Message = $"{found[0].Message} So it is with {found.Count - 1} more of its tensors." }];

    private static IEnumerable<Finding> Lines(ModelSpec spec, List<Weight> weights)
    {
        for (int line = 0; line < spec.Tensors.Count; line++)
        {
            string role = spec.Tensors[line].Role;
            if (weights.All(weight => weight.Role != role))
            {
                string nearest = NearName.Of(role, weights.Select(weight => weight.Role));
                yield return new Finding(Rules.UnknownRole, $"No word has the role '{role}'; the nearest is '{nearest}'.", Finding.AtTensor, line);
            }
            else if (spec.Tensors.Take(line).Any(before => before.Role == role))
            {
                yield return new Finding(Rules.WordTwice, $"The role '{role}' has a tensor already; remove one of the two lines.", Finding.AtTensor, line);
            }
        }
    }

    /// <summary>Layers that share their weights have the same shapes, whatever letters they have.</summary>
    private static IEnumerable<Finding> Shared(ModelSpec spec, List<Weight> weights)
    {
        if (weights.GroupBy(weight => weight.Role).FirstOrDefault(role => !role.First().IsPerLayer && role.Count() > 1) is { } several)
        {
            string shapes = string.Join(" and ", several.Select(weight => $"({string.Join(", ", weight.Shape)})"));
            yield return new Finding(Rules.WidthsDiffer, $"Layers that share '{several.Key}' want it as {shapes}; give all of them the same words, or leave Shared out.", SharedRepeat(spec.Parts[0]));
        }
    }

    private static int SharedRepeat(PartSpec part)
    {
        int bracket = 0;
        foreach (SectionSpec section in part.Sections.TakeWhile(section => section.Repeat is not { Shared: true }))
        {
            bracket += section.Brackets.Count + (section.Repeat is null ? 0 : 2);
        }

        return bracket;
    }

    private static Finding? Expression(ModelSpec spec, Weight weight)
    {
        int line = spec.Tensors.ToList().FindLastIndex(tensor => tensor.Role == weight.Role), at = line < 0 ? Finding.AtCheckpoint : Finding.AtTensor;
        Finding Of(string rule, string message) => new(rule, message, at, Math.Max(line, 0));
        if (TensorNames.Find(spec, weight.Role) is not { } text)
        {
            return Of(Rules.NoExpression, $"The family '{spec.Naming}' has no tensor for '{weight.Role}'; name it with [Tensor(\"{weight.Role}\", \"…\")].");
        }

        if (!WeightExpression.TryParse(text, out WeightExpression? expression, out WeightSyntaxError? error))
        {
            return Of(Rules.BadExpression, $"The expression of '{weight.Role}' cannot be read at character {error.Offset + 1}: {error.Message.TrimEnd('.')}.");
        }

        return ShapeRule.Check(expression, _ => null, [.. weight.Shape.Select(extent => (long)extent)], out string? problem) ? null
            : Of(Rules.WrongShape, $"The expression of '{weight.Role}' cannot have the shape ({string.Join(", ", weight.Shape)}): {problem.TrimEnd('.')}.");
    }
}
