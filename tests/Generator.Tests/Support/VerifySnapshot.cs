using System.Runtime.CompilerServices;
using DiffEngine;

namespace Etch.Generator.Tests.Support;

/// <summary>
/// A snapshot in Verify's convention: <c>Name.verified.cs</c> beside the test is what was accepted; where the text differs, <c>Name.received.cs</c>
/// is written, a diff tool opens (not on a build server), and the test fails with the first difference. To accept is to rename.
/// </summary>
internal sealed class VerifySnapshot(string text, string folder)
{
    /// <summary>Set to 1, everything that is received is accepted: for a change of all snapshots that git's diff is the place to read.</summary>
    private const string AcceptVariable = "ETCH_ACCEPT_SNAPSHOTS";

    private string _name = "";

    public VerifySnapshot UseName(string name)
    {
        _name = name;
        return this;
    }

    public TaskAwaiter GetAwaiter() => Compare().GetAwaiter();

    private async Task Compare()
    {
        string verified = Path.Combine(folder, $"{_name}.verified.cs"), received = Path.Combine(folder, $"{_name}.received.cs");
        string expected = File.Exists(verified) ? (await File.ReadAllTextAsync(verified)).ReplaceLineEndings("\n") : "";
        if (text == expected)
        {
            File.Delete(received);
            return;
        }

        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            await File.WriteAllTextAsync(verified, text);
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, text);
        if (!BuildServerDetector.Detected && Environment.UserInteractive)
        {
            await DiffRunner.LaunchAsync(received, verified);
        }

        Assert.Fail($"{Path.GetFileName(received)} differs from {Path.GetFileName(verified)}; if it is right, rename it.\n{Difference(expected, text)}");
    }

    /// <summary>The first line that differs, with what stands before it.</summary>
    private static string Difference(string expected, string found)
    {
        string[] old = expected.Split('\n'), now = found.Split('\n');
        int line = 0;
        while (line < old.Length && line < now.Length && old[line] == now[line])
        {
            line++;
        }

        IEnumerable<string> before = now.Take(line).TakeLast(2).Select(text => $"  {text}");
        return string.Join("\n", [$"line {line + 1}:", .. before, $"- {old.ElementAtOrDefault(line)}", $"+ {now.ElementAtOrDefault(line)}"]);
    }
}

/// <summary>Verify's call: <c>await Verify(text).UseName("Name")</c>.</summary>
public abstract class SnapshotTest
{
    /// <param name="folder">The folder of the test class below the test project.</param>
    private protected static VerifySnapshot Verify(string text, string folder = "Snapshots") => new(text, Repository.Path("tests", "Generator.Tests", folder));
}
