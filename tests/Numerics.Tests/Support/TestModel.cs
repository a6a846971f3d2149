using System.Reflection;
using Etch.Execution;
using Etch.Reference;

namespace Etch.Numerics.Tests.Support;

/// <summary>A model class of this suite, and where its weights are.</summary>
internal sealed class TestModel
{
    private readonly CompiledAssembly _assembly;
    private readonly Lazy<string> _weights;

    public TestModel(Type type, string? weights = null)
    {
        (Type, Name) = (type, type.Name);
        IsTrained = weights is not null;
        _assembly = CompiledAssembly.Of(type);
        // The generated declaration is private; the tests alone look at it, to make weights and inputs that fit.
        Declaration = (ModelDeclaration)type.GetProperty("Declaration", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        _weights = new Lazy<string>(() => weights ?? RandomFile.Of(Declaration));
    }

    public Type Type { get; }

    public string Name { get; }

    public ModelDeclaration Declaration { get; }

    /// <summary>The weights file: random ones are written on first use.</summary>
    public string Weights => _weights.Value;

    public CompiledAssembly Assembly => _assembly;

    public IDisposable Load(string? instructionSet = null) => _assembly.Load(Weights, instructionSet);

    /// <summary>A session of a model of its own.</summary>
    public Subject Open(string? instructionSet = null, int threads = 1) => Subject.Of(Load(instructionSet), threads);

    /// <summary>Ids (and segments, where there are some) that follow from a length and nothing else.</summary>
    public Sentence Sentence(int length, int seed = 1)
    {
        uint state = (uint)((length * 7919) + seed);
        int Next(int bound)
        {
            state = (state * 1664525) + 1013904223;
            return (int)((state >> 8) % (uint)bound);
        }

        int[] ids = [.. Enumerable.Range(0, length).Select(_ => Next(Declaration.VocabularySize))];
        int[] segments = Declaration.SegmentCount == 0 ? [] : [.. Enumerable.Range(0, length).Select(_ => Next(Declaration.SegmentCount))];
        return new Sentence(ids, segments);
    }

    /// <summary>Whether the weights are a trained model's, which takes many times the work of the random ones.</summary>
    public bool IsTrained { get; }

    /// <summary>Lengths around one token, lanes, tiles, blocks of 96, pieces of 256 and the context; of a trained model, a few.</summary>
    public IEnumerable<int> Lengths => IsTrained
        ? [1, 17, 97]
        : new[] { 1, 2, 5, 16, 33, 95, 97, 193, 257, Declaration.Context }.Where(length => length <= Declaration.Context).Distinct();
}

/// <summary>One sequence.</summary>
internal sealed record Sentence(int[] Ids, int[] Segments);
