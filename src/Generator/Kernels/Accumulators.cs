namespace Etch.Generator.Kernels;

/// <summary>The sums of a register tile: s[row, vector], each the beginning of a chain at +0.</summary>
internal static class Accumulators
{
    public static Variable[,] Zero(KernelBuilder k, int rows, int vectors)
    {
        Variable[,] sums = new Variable[rows, vectors];
        k.Together(() =>
        {
            for (int r = 0; r < rows; r++)
            {
                for (int c = 0; c < vectors; c++)
                {
                    sums[r, c] = k.Let($"s{r}{c}", Vectors.Zero);
                }
            }
        });
        return sums;
    }
}
