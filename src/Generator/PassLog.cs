using Etch.Generator.Graph;

namespace Etch.Generator;

/// <summary>Stands at the door of every pass: verifies what it made, and hands it to who asked for a dump.</summary>
internal sealed class PassLog(Action<string, ModelGraph>? dump)
{
    public ModelGraph After(string pass, ModelGraph graph)
    {
        GraphVerifier.Verify(graph, pass);
        dump?.Invoke(pass, graph);
        return graph;
    }
}
