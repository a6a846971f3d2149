namespace Etch.Generator.Families;

/// <summary>The known name that is nearest to one that is not known.</summary>
internal static class NearName
{
    public static string Of(string name, IEnumerable<string> known) =>
        known.OrderBy(candidate => Distance(name.Length > 64 ? name.Substring(0, 64) : name, candidate)).ThenBy(candidate => candidate, StringComparer.Ordinal).First();

    /// <summary>Levenshtein 1965: the fewest letters to insert, drop or replace.</summary>
    public static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
