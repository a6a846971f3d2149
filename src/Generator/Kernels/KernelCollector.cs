using Etch.Generator.Graph;
using Etch.Generator.Isa;
using Etch.Generator.Spec;

namespace Etch.Generator.Kernels;

/// <summary>All kernels of a graph for one machine, each once: nodes whose kernels are equal share one.</summary>
internal sealed class KernelCollector : IEquatable<KernelCollector>
{
    private readonly Dictionary<int, string> _names = [];
    private readonly List<Kernel> _kernels = [];

    private KernelCollector()
    {
    }

    public IReadOnlyList<Kernel> Kernels => _kernels;

    public string NameOf(Node node) => _names[node.Output];

    public static KernelCollector Collect(ModelGraph graph, InstructionSet isa)
    {
        KernelCollector collector = new();
        Lowering lowering = new(graph, isa.Lanes);
        Dictionary<Kernel, string> known = [];
        foreach (Node node in graph.AllNodes.Where(node => node is not (RepeatNode or TapNode)))
        {
            Kernel kernel = lowering.Kernel(node, "");
            if (!known.TryGetValue(kernel, out string name))
            {
                name = collector.Free(Names.Kernel(graph, node));
                known.Add(kernel, name);
                KernelVerifier.Verify(kernel, name);
                collector._kernels.Add(kernel with { Name = name });
            }

            collector._names[node.Output] = name;
        }

        return collector;
    }

    public bool Equals(KernelCollector? other) => other is not null && _kernels.SequenceEqual(other._kernels);

    public override bool Equals(object? obj) => Equals(obj as KernelCollector);

    public override int GetHashCode() => _kernels.Count;

    private string Free(string wanted)
    {
        string candidate = wanted;
        for (int number = 2; _kernels.Any(kernel => kernel.Name == candidate); number++)
        {
            candidate = $"{wanted}_{number}";
        }

        return candidate;
    }
}
