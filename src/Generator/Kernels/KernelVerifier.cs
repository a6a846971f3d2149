namespace Etch.Generator.Kernels;

/// <summary>The rules of kernels, each a sentence; a kernel that breaks one is a mistake of the compiler.</summary>
internal static class KernelVerifier
{
    public static void Verify(Kernel kernel, string name)
    {
        HashSet<string> known = [.. kernel.Parameters.Select(parameter => parameter.Name)];
        if (known.Count != kernel.Parameters.Count)
        {
            throw new InvalidOperationException($"Kernel {name}: two parameters have one name.");
        }

        Verify(kernel.Body, known, name);
    }

    private static void Verify(IEnumerable<Statement> statements, HashSet<string> known, string name)
    {
        foreach (Statement statement in statements)
        {
            foreach (Expression expression in Expressions(statement))
            {
                Verify(expression, known, name);
            }

            switch (statement)
            {
                case Let let when !known.Add(let.Variable.Name):
                    throw new InvalidOperationException($"Kernel {name}: {let.Variable.Name} is declared where an enclosing block has that name.");
                case Store { Value.Kind: not Kind.Vector } or StoreFirst { Value.Kind: not Kind.Vector }:
                    throw new InvalidOperationException($"Kernel {name}: a store takes a vector.");
                case Loop loop:
                    Verify(loop.Body, [.. known, loop.Index.Name], name);
                    break;
                case Branch branch:
                    Verify(branch.Then, [.. known], name);
                    Verify(branch.Otherwise, [.. known], name);
                    break;
                case Together together:
                    Verify(together.Statements, known, name);
                    break;
            }
        }
    }

    private static void Verify(Expression expression, HashSet<string> known, string name)
    {
        if (expression is Variable variable && !known.Contains(variable.Name))
        {
            throw new InvalidOperationException($"Kernel {name}: {variable.Name} is read before it is declared.");
        }

        if (expression is Apply apply)
        {
            foreach (Expression operand in apply.Operands)
            {
                Verify(operand, known, name);
            }
        }
    }

    private static IEnumerable<Expression> Expressions(Statement statement) => statement switch
    {
        Let let => [let.Value],
        Assign assign => [assign.Variable, assign.Value],
        Store store => [store.Pointer, store.Value],
        StoreFirst store => [store.Pointer, store.Value],
        StoreFloat store => [store.Pointer, store.Value],
        Prefetch prefetch => [prefetch.Pointer],
        Loop loop => [loop.From, loop.To, .. loop.Walkers.SelectMany(walker => new[] { walker.Pointer, walker.Step })],
        Branch branch => [branch.Condition.Left, branch.Condition.Right],
        _ => [],
    };
}
