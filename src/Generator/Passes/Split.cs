namespace Etch.Generator.Passes;

/// <summary>The axis along which the team divides a node. No sum is ever divided, so no bit depends on it.</summary>
internal enum Split
{
    /// <summary>Not divided: nothing to compute, or nothing worth a barrier.</summary>
    None,

    /// <summary>By rows.</summary>
    Rows,

    /// <summary>By units of output columns (<see cref="SplitWork.Unit"/>).</summary>
    Columns,

    /// <summary>By heads and tiles of query rows.</summary>
    Heads,

    /// <summary>By runs.</summary>
    Runs,

    /// <summary>By the rows whose outputs are wanted.</summary>
    Wanted,
}
