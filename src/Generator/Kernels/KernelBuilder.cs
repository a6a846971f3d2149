using Etch.Generator.Spec;

namespace Etch.Generator.Kernels;

/// <summary>Builds a kernel so that its lowering reads as the formula it computes.</summary>
internal sealed class KernelBuilder(string name, string summary, int lanes)
{
    private readonly List<Parameter> _parameters = [];
    private readonly Stack<Scope> _scopes = new([new Scope()]);
    private List<Statement> _statements = [];

    /// <summary>The lanes of the machine's vector: the number that shapes the loops.</summary>
    public int Lanes => lanes;

    public Kernel Build() => new(name, summary, _parameters.ToEquatableArray(), _statements.ToEquatableArray());

    public Variable Parameter(string parameterName, Kind kind)
    {
        Parameter parameter = new(Unique(parameterName), kind);
        _parameters.Add(parameter);
        return parameter.Variable;
    }

    /// <summary>A new local. </summary>
    public Variable Let(string local, Expression value)
    {
        Variable variable = new(Unique(local), value.Kind);
        _statements.Add(new Let(variable, value));
        return variable;
    }

    public void Assign(Variable variable, Expression value) => _statements.Add(new Assign(variable, value));

    public void Store(Expression pointer, Expression value) => _statements.Add(new Store(pointer, value));

    /// <summary>Stores <paramref name="count"/> lanes: all of them, or the first ones alone.</summary>
    public void Store(Expression pointer, Expression value, int count) =>
        _statements.Add(count >= lanes ? new Store(pointer, value) : new StoreFirst(pointer, value, count));

    public void Prefetch(Expression pointer) => _statements.Add(new Prefetch(pointer));

    public void StoreFloat(Expression pointer, Expression value) => _statements.Add(new StoreFloat(pointer, value));

    public void Note(string text) => _statements.Add(new Note(text));

    /// <summary>A loop; with a single known round its body stands alone.</summary>
    public void For(string index, Expression from, Expression to, int step, IReadOnlyList<Walker> walkers, Action<Expression> body)
    {
        Variable variable = new(Unique(index), Kind.Index);
        _statements.Add(new Loop(variable, from, to, step, walkers.ToEquatableArray(), Block(() => body(variable))));
    }

    public void For(string index, Expression from, Expression to, int step, Action<Expression> body) => For(index, from, to, step, [], body);

    public void If(Condition condition, Action then, Action? otherwise = null) =>
        _statements.Add(new Branch(condition, Block(then), otherwise is null ? default : Block(otherwise)));

    /// <summary>Prints what <paramref name="build"/> adds on as few lines as it needs.</summary>
    public void Together(Action build)
    {
        List<Statement> outer = _statements;
        _statements = [];
        build();
        List<Statement> inner = _statements;
        _statements = outer;
        _statements.Add(new Together(inner.ToEquatableArray()));
    }

    private EquatableArray<Statement> Block(Action build)
    {
        List<Statement> outer = _statements;
        _statements = [];
        _scopes.Push(new Scope());
        build();
        Scope closed = _scopes.Pop();
        _scopes.Peek().Inside.UnionWith(closed.Declared);
        _scopes.Peek().Inside.UnionWith(closed.Inside);
        EquatableArray<Statement> block = _statements.ToEquatableArray();
        _statements = outer;
        return block;
    }

    /// <summary>C# forbids a name that an enclosing block has, and one in a block that declares it after an inner block used it.</summary>
    private string Unique(string wanted)
    {
        string candidate = wanted;
        for (int number = 2; _scopes.Any(scope => scope.Declared.Contains(candidate)) || _scopes.Peek().Inside.Contains(candidate); number++)
        {
            candidate = $"{wanted}_{number}";
        }

        _scopes.Peek().Declared.Add(candidate);
        return candidate;
    }

    private sealed class Scope
    {
        public HashSet<string> Declared { get; } = [];

        public HashSet<string> Inside { get; } = [];
    }
}
