using Etch.Generator.Graph;
using Etch.Generator.Spec;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>What happens to a vector between the sum and the store: biases, then the operations in their order.</summary>
internal sealed class Epilogue
{
    private readonly KernelBuilder _k;
    private readonly string _prefix;
    private readonly EquatableArray<Operation> _operations;
    private readonly List<Variable> _biases = [];
    private readonly Dictionary<int, Variable> _factors = [];
    private List<Variable> _loaded = [];

    /// <param name="biases">How many bias vectors: none, one, or one for each of a pair.</param>
    /// <param name="strides">Elements from row to row of each operand, in order.</param>
    /// <param name="prefix">What the names of its parameters begin with.</param>
    public Epilogue(KernelBuilder k, int biases, EquatableArray<Operation> operations, IReadOnlyList<int> strides, string prefix = "")
    {
        (_k, _operations, _prefix) = (k, operations, prefix);
        for (int bias = 0; bias < biases; bias++)
        {
            _biases.Add(k.Parameter(biases == 1 ? "bias" : bias == 0 ? "gateBias" : "upBias", Kind.Floats));
        }

        for (int index = 0; index < operations.Count; index++)
        {
            Parameter(index, strides);
        }
    }

    /// <summary>The values read beside the row: pointer and stride.</summary>
    public List<(Variable Pointer, int Stride)> Operands { get; } = [];

    private string Named(string name) => _prefix.Length == 0 ? name : _prefix + Names.Pascal(name);

    private void Parameter(int index, IReadOnlyList<int> strides)
    {
        switch (_operations[index])
        {
            case BiasOperation:
                _biases.Add(_k.Parameter(Named("bias"), Kind.Floats));
                break;
            case ScaleOperation { Factor.IsConstant: false }:
                _factors[index] = _k.Parameter(Named("factor"), Kind.Float);
                break;
            case AddOperation or MultiplyOperation:
                Operands.Add((_k.Parameter(Named(_operations[index] is AddOperation ? "added" : "other"), Kind.Floats), strides[Operands.Count]));
                break;
        }
    }

    /// <summary>Loads the biases of some columns once for all rows of a tile.</summary>
    public void LoadBiases(Expression column) => _loaded = [.. _biases.Select(bias => _k.Let("bias0", Load(bias + column)))];

    /// <summary>Biases and all operations.</summary>
    /// <param name="addresses">Where each operand of this row and these columns lies.</param>
    public Expression Apply(Expression value, IReadOnlyList<Expression> addresses) => Operate(AddBias(value, 0), null, addresses);

    /// <summary>The second of a pair with its bias.</summary>
    public Expression Up(Expression value) => AddBias(value, 1);

    /// <summary>All operations, the first of which may join a pair.</summary>
    public Expression Join(Expression value, Expression? up, IReadOnlyList<Expression> addresses) => Operate(value, up, addresses);

    private Expression AddBias(Expression value, int bias) =>
        bias < _loaded.Count && !_operations.Any(operation => operation is BiasOperation) ? value + _loaded[bias] : value;

    private Expression Operate(Expression value, Expression? up, IReadOnlyList<Expression> addresses)
    {
        int operand = 0, bias = 0;
        for (int index = 0; index < _operations.Count; index++)
        {
            value = _operations[index] switch
            {
                BiasOperation => value + _loaded[bias++],
                GateOperation gate => Functions.Activate(_k, gate.Activation, value) * up!,
                ActivateOperation activate => Functions.Activate(_k, activate.Activation, value),
                SoftCapOperation cap => Functions.SoftCap(_k, cap.Cap, value),
                ScaleOperation { Factor.IsConstant: true } scale => value * Number(scale.Factor[0]),
                ScaleOperation => value * Splat(_factors[index]),
                AddOperation => value + Load(addresses[operand++]),
                MultiplyOperation => value * Load(addresses[operand++]),
                _ => throw new InvalidOperationException($"No epilogue for {_operations[index]}."),
            };
        }

        return value;
    }
}
