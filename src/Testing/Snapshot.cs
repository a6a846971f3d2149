using System.Runtime.CompilerServices;
using System.Text;

namespace Etch.Testing;

/// <summary>
/// Snapshots in Verify's convention for those who do not have Verify: <c>Class.Test#Document.verified.cs</c> beside the test is what was accepted, and
/// <c>Class.Test.verified.txt</c> the diagnostics. Where something differs, the <c>received</c> file is written, and the test fails with the difference.
/// To accept is to rename it, or to run once with <c>ETCH_ACCEPT_SNAPSHOTS=1</c>.
/// </summary>
public static class Snapshot
{
    private const string AcceptVariable = "ETCH_ACCEPT_SNAPSHOTS";

    /// <summary>Compares what was generated with what was accepted.</summary>
    /// <param name="code">What was generated.</param>
    /// <param name="caller">Leave it to the compiler.</param>
    /// <param name="test">Leave it to the compiler.</param>
    /// <exception cref="SnapshotException">Something differs, is new or is no longer generated.</exception>
    public static async Task Verify(GeneratedCode code, [CallerFilePath] string caller = "", [CallerMemberName] string test = "")
    {
        string folder = SourceFolder.Of(caller), prefix = $"{caller.Split('/', '\\')[^1].Split('.')[0]}.{test}";
        List<string> problems = [];
        Dictionary<string, string> texts = Texts(code, prefix);
        foreach ((string name, string text) in texts)
        {
            problems.AddRange(await Compare(folder, name, text));
        }

        problems.AddRange(Leftovers(folder, prefix, texts));
        if (problems.Count > 0)
        {
            throw new SnapshotException(string.Join("\n\n", problems.Prepend($"{prefix} is not what was accepted; if it is right, rename received to verified, or run with {AcceptVariable}=1.")));
        }
    }

    private static bool Accepts => Environment.GetEnvironmentVariable(AcceptVariable) == "1";

    /// <summary>The files of a snapshot: name without verified or received, and text.</summary>
    private static Dictionary<string, string> Texts(GeneratedCode code, string prefix)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        if (code.Diagnostics.Count > 0 || code.Documents.Count == 0)
        {
            texts.Add($"{prefix}.*.txt", string.Concat(code.Diagnostics.Select(diagnostic => $"{diagnostic}\n")));
        }

        foreach (GeneratedDocument document in code.Documents)
        {
            texts.Add($"{prefix}#{Path.GetFileNameWithoutExtension(document.Name)}.*.cs", document.Text);
        }

        return texts;
    }

    private static async Task<IEnumerable<string>> Compare(string folder, string name, string text)
    {
        string verified = Path.Combine(folder, name.Replace("*", "verified")), received = Path.Combine(folder, name.Replace("*", "received"));
        string? accepted = File.Exists(verified) ? (await File.ReadAllTextAsync(verified)).ReplaceLineEndings("\n") : null;
        if (accepted != text && Accepts)
        {
            await File.WriteAllTextAsync(verified, text, new UTF8Encoding(false));
        }

        if (accepted == text || Accepts)
        {
            File.Delete(received);
            return [];
        }

        await File.WriteAllTextAsync(received, text, new UTF8Encoding(false));
        return [accepted is null ? $"{Path.GetFileName(received)} is new:\n{LineDifference.Of("", text)}"
            : $"{Path.GetFileName(received)} differs from {Path.GetFileName(verified)}:\n{LineDifference.Of(accepted, text)}"];
    }

    /// <summary>A document that is generated no longer.</summary>
    private static IEnumerable<string> Leftovers(string folder, string prefix, Dictionary<string, string> texts)
    {
        IEnumerable<string> accepted = Directory.EnumerateFiles(folder, $"{prefix}#*.verified.cs").Concat(Directory.EnumerateFiles(folder, $"{prefix}.verified.txt"));
        List<string> problems = [];
        foreach (string file in accepted.Where(file => !texts.ContainsKey(Path.GetFileName(file).Replace(".verified.", ".*."))).Order(StringComparer.Ordinal))
        {
            if (Accepts)
            {
                File.Delete(file);
            }
            else
            {
                problems.Add($"{Path.GetFileName(file)} is generated no longer; if that is right, delete it.");
            }
        }

        return problems;
    }
}

/// <summary>What was generated is not what was accepted.</summary>
/// <param name="message">Which files, and their differences.</param>
public sealed class SnapshotException(string message) : Exception(message);
