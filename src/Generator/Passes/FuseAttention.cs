using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Passes;

/// <summary>
/// Scores, terms, softmax and mix become one node that keeps the list of terms. Needs: plain attention as the builder makes it.
/// Establishes: no value of the size heads × rows × keys is left.
/// </summary>
internal static class FuseAttention
{
    public static ModelGraph Run(ModelGraph graph) => graph.WithNodes((nodes, _) => Fuse(nodes));

    private static EquatableArray<Node> Fuse(EquatableArray<Node> nodes)
    {
        Dictionary<int, Node> makers = nodes.ToDictionary(node => node.Output);
        return nodes.Where(node => node is not (ScoresNode or TermNode or SoftmaxNode))
            .Select(node => node is MixNode mix ? Attention(mix, makers) : node)
            .ToEquatableArray();
    }

    private static AttentionNode Attention(MixNode mix, Dictionary<int, Node> makers)
    {
        SoftmaxNode softmax = (SoftmaxNode)makers[mix.Probabilities];
        List<ScoreTerm> terms = [];
        Node node = makers[softmax.Scores];
        while (node is TermNode term)
        {
            terms.Insert(0, term.Term);
            node = makers[term.Scores];
        }

        ScoresNode scores = (ScoresNode)node;
        return new AttentionNode(mix.Output, scores.Query, scores.Keys, mix.Values, scores.State, mix.State, mix.Heads, scores.Scale,
            terms.ToEquatableArray(), softmax.Visibility);
    }
}
