using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Reference;

/// <summary>What the nodes of one call share.</summary>
/// <param name="Backward">Whether rows and columns are made from the last to the first; no graph may mean another thing by it.</param>
internal sealed record GraphPass(ModelGraph Graph, GraphCall Call, ValueMemory Memory, Parameters Parameters, bool Backward)
{
    /// <summary>The layer that runs.</summary>
    public int Layer { get; set; }

    public int Rows(int value) => Call.Count(Graph[value].Type.Count);

    public int Width(int value) => Graph[value].Type.Width;

    /// <summary>0 … count − 1 in the order of this pass.</summary>
    public IEnumerable<int> Places(int count) => Backward ? Enumerable.Range(0, count).Reverse() : Enumerable.Range(0, count);

    public int[] Input(int value) => Call.Input(Graph.Inputs.First(input => input.Value == value).Role);

    public double[] Weight(Weight weight) => Parameters.Weight(weight, Layer);

    public void Make(int value) => Memory.Make(value, Rows(value), Width(value));

    /// <summary>The operations on one element, in their order.</summary>
    /// <param name="up">The other of a pair.</param>
    public double Operate(EquatableArray<Operation> operations, double value, double up, int row, int column)
    {
        foreach (Operation operation in operations)
        {
            value = operation switch
            {
                BiasOperation bias => value + Weight(bias.Bias)[column],
                ActivateOperation activate => ReferenceFunctions.Activate(activate.Activation, value),
                ScaleOperation scale => value * scale.Factor[Layer],
                SoftCapOperation cap => ReferenceFunctions.SoftCap(cap.Cap, value),
                AddOperation add => value + Memory.Read(add.Other, row, column, 1)[0],
                MultiplyOperation multiply => value * Memory.Read(multiply.Other, row, column, 1)[0],
                GateOperation gate => ReferenceFunctions.Activate(gate.Activation, value) * up,
                _ => throw new NotSupportedException($"No meaning for {operation}."),
            };
        }

        return value;
    }
}
