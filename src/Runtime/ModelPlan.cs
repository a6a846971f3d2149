using System.Globalization;
using System.Text;
using Etch.Execution;

namespace Etch;

/// <summary>One node of a plan.</summary>
/// <param name="Number">The node's number, which a profiler is told.</param>
/// <param name="Layer">Empty, or "layer".</param>
/// <param name="Formula">What it computes.</param>
/// <param name="Shape">The shape of what it makes.</param>
/// <param name="FlopsPerRow">Floating-point operations of the products of one row.</param>
/// <param name="WeightBytes">Bytes of the parameters that it reads.</param>
/// <param name="ArenaOffset">Where its result lies, in bytes from the arena's begin; −1: nowhere.</param>
/// <param name="Split">How the team divides it.</param>
/// <param name="Sources">The numbers of the nodes whose results it reads.</param>
public sealed record PlanRow(
    int Number, string Layer, string Formula, string Shape, long FlopsPerRow, long WeightBytes, long ArenaOffset, string Split, params int[] Sources);

/// <summary>What runs where: the nodes of a model with shapes, work and places, and the memory that a session takes. A value that prints as a table.</summary>
public sealed class ModelPlan
{
    private readonly ModelDeclaration _declaration;

    private ModelPlan(ModelDeclaration declaration, IReadOnlyList<PlanRow> rows, KernelSet kernels, int threads)
    {
        (_declaration, Rows, Threads) = (declaration, rows, threads);
        InstructionSet = kernels.Name;
        WeightBytes = ModelLoader.Bytes(declaration, kernels);
    }

    /// <summary>The nodes in the order of computing.</summary>
    public IReadOnlyList<PlanRow> Rows { get; }

    /// <summary>The instruction set that the plan is for.</summary>
    public string InstructionSet { get; }

    /// <summary>The threads that the plan is for.</summary>
    public int Threads { get; }

    /// <summary>Bytes of a model's packed weights and tables.</summary>
    public long WeightBytes { get; }

    /// <summary>Bytes of the arena, of which a session has one.</summary>
    public long ArenaBytes => _declaration.ArenaBytes;

    /// <summary>Bytes that a session takes when it is made: arena, scratch of its threads, inputs of its rows, its tables of addresses, and an encoder's keys and values.</summary>
    public long SessionBytes => PassMemory.Bytes(_declaration, Threads) + Taps.TableBytes(_declaration)
        + (_declaration.KeepsState ? BlockTable.TableBytes(_declaration.Context) : EncoderSession.BlockBytes(_declaration));

    /// <summary>Bytes that the keys and values of so many positions take, in whole blocks.</summary>
    public long CacheBytes(int positions) => _declaration.KeepsState
        ? (positions + BlockTable.PositionsPerBlock - 1L) / BlockTable.PositionsPerBlock * _declaration.BlockElements * sizeof(float)
        : 0;

    /// <summary>The same plan for another machine or number of threads.</summary>
    /// <param name="instructionSet">Avx512, Avx2, AdvSimd or Portable; it need not be supported here.</param>
    /// <param name="threads">1 or more.</param>
    public ModelPlan For(string instructionSet, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        KernelSet kernels = _declaration.KernelSets.FirstOrDefault(set => string.Equals(set.Name, instructionSet, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"{_declaration.Name} was compiled for {string.Join(", ", _declaration.KernelSets.Select(set => set.Name))}, not for '{instructionSet}'.", nameof(instructionSet));
        return new ModelPlan(_declaration, Rows, kernels, threads);
    }

    /// <summary>The graph as a Mermaid diagram.</summary>
    public string Mermaid => "graph TD\n" + string.Concat(Rows.Select(row =>
        $"  n{row.Number}[\"{row.Formula.Replace('"', '\'')}\"]\n" + string.Concat(row.Sources.Select(source => $"  n{source} --> n{row.Number}\n"))));

    /// <summary>The plan of a model for this machine; called by generated code.</summary>
    public static ModelPlan For(ModelDeclaration declaration, IReadOnlyList<PlanRow> rows) =>
        new(declaration, rows, KernelSet.Choose(declaration.KernelSets, null), ThreadCount.Of(0));

    /// <inheritdoc/>
    public override string ToString()
    {
        StringBuilder text = new();
        CultureInfo culture = CultureInfo.InvariantCulture;
        text.Append(culture, $"{_declaration.Name} for {InstructionSet}, {Threads} threads: {WeightBytes:N0} bytes of weights, {SessionBytes:N0} a session").Append('\n');
        text.Append(culture, $"{"node",-5}{"",-7}{"formula",-72}{"shape",-14}{"flops/row",12}{"weights",14}{"arena",12}  split").Append('\n');
        foreach (PlanRow row in Rows)
        {
            string place = row.ArenaOffset < 0 ? "" : "0x" + row.ArenaOffset.ToString("x", culture);
            text.Append(culture, $"{row.Number,-5}{row.Layer,-7}{row.Formula,-72}{row.Shape,-14}{row.FlopsPerRow,12:N0}{row.WeightBytes,14:N0}{place,12}  {row.Split}").Append('\n');
        }

        return text.ToString();
    }
}
