using Etch.Generator.Spec;

namespace Etch.Generator.Kernels;

/// <summary>One step of a kernel.</summary>
internal abstract record Statement;

/// <summary>A new local with its value.</summary>
internal sealed record Let(Variable Variable, Expression Value) : Statement;

/// <summary>A local gets another value: accumulators and pointers that walk.</summary>
internal sealed record Assign(Variable Variable, Expression Value) : Statement;

/// <summary>A vector to memory.</summary>
internal sealed record Store(Expression Pointer, Expression Value) : Statement;

/// <summary>The first lanes of a vector to memory; nothing beyond them is touched, because a neighbour may be writing there.</summary>
internal sealed record StoreFirst(Expression Pointer, Expression Value, int Count) : Statement;

/// <summary>One float to memory.</summary>
internal sealed record StoreFloat(Expression Pointer, Expression Value) : Statement;

/// <summary>A hint that a cache line will be read; no result, and nothing where the machine has no such instruction.</summary>
internal sealed record Prefetch(Expression Pointer) : Statement;

/// <summary>for (index = from; index &lt; to; index += step, walkers move).</summary>
internal sealed record Loop(Variable Index, Expression From, Expression To, int Step, EquatableArray<Walker> Walkers, EquatableArray<Statement> Body) : Statement;

/// <summary>A pointer that moves by a number of elements after each round of a loop.</summary>
internal sealed record Walker(Variable Pointer, Expression Step);

/// <summary>if (condition) then else otherwise.</summary>
internal sealed record Branch(Condition Condition, EquatableArray<Statement> Then, EquatableArray<Statement> Otherwise) : Statement;

/// <summary>Statements that belong together: printed on as few lines as they need.</summary>
internal sealed record Together(EquatableArray<Statement> Statements) : Statement;

/// <summary>Why the next lines are there.</summary>
internal sealed record Note(string Text) : Statement;

/// <summary>One entry of a kernel's parameter list.</summary>
internal sealed record Parameter(string Name, Kind Kind)
{
    public Variable Variable => new(Name, Kind);
}

/// <summary>How something is computed on any machine: a parameter list and steps over virtual vectors.</summary>
/// <param name="Name">Also its identity: kernels with one name have one body.</param>
/// <param name="Summary">The formula with its shapes.</param>
internal sealed record Kernel(string Name, string Summary, EquatableArray<Parameter> Parameters, EquatableArray<Statement> Body);
