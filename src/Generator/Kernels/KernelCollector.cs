using Etch.Generator.Graph;
using Etch.Generator.Isa;
using Etch.Generator.Spec;

namespace Etch.Generator.Kernels;

/// <summary>All kernels of a graph for one machine, each once: nodes whose kernels are equal share one.</summary>
internal sealed class KernelCollector : IEquatable<KernelCollector>
{
    private readonly Dictionary<int, string> _names = [];
    private readonly Dictionary<int, string> _finishes = [];
    private readonly Dictionary<Kernel, string> _known = [];
    private readonly List<Kernel> _kernels = [];

    private KernelCollector()
    {
    }

    public IReadOnlyList<Kernel> Kernels => _kernels;

    public string NameOf(Node node) => _names[node.Output];

    /// <summary>The kernel of a product's long operations, or null.</summary>
    public string? FinishOf(Node node) => _finishes.TryGetValue(node.Output, out string name) ? name : null;

    public Kernel this[string name] => _kernels.First(kernel => kernel.Name == name);

    public static KernelCollector Collect(ModelGraph graph, InstructionSet isa)
    {
        KernelCollector collector = new();
        Lowering lowering = new(graph, isa.Lanes);
        foreach (Node node in graph.AllNodes.Where(node => node is not (RepeatNode or TapNode)))
        {
            collector._names[node.Output] = collector.Add(lowering.Kernel(node, ""), Names.Kernel(graph, node));
            if (node is ProductNode { LongOperations.Count: > 0 } product)
            {
                collector._finishes[node.Output] = collector.Add(lowering.Finish(product, ""), Names.Finish(graph, product));
            }
        }

        return collector;
    }

    private string Add(Kernel kernel, string wanted)
    {
        if (!_known.TryGetValue(kernel, out string name))
        {
            name = Free(wanted);
            _known.Add(kernel, name);
            KernelVerifier.Verify(kernel, name);
            _kernels.Add(kernel with { Name = name });
        }

        return name;
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
