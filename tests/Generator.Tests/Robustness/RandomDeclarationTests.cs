using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Etch.Generator.Diagnostics;
using Etch.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Etch.Generator.Tests.Robustness;

/// <summary>Declarations broken at random: words dropped, doubled and swapped, numbers gone wild. Whatever they say, the build says what is wrong with them.</summary>
public class RandomDeclarationTests
{
    private const int CasesPerSeed = 30;

    private static readonly string[] s_wild =
        ["0", "-1", "1", "2", "3", "7", "17", "65537", "1000003", "int.MaxValue", "int.MinValue", "float.NaN", "1e30f", "\"a\"", "null", "true", "default", "(Activation)99", "{layer}"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void GeneratorAndAnalyzerAgreeAndNeverThrow(int seed)
    {
        Random random = new(seed);
        for (int number = 0; number < CasesPerSeed; number++)
        {
            string source = Broken(Shapes.All[random.Next(Shapes.All.Count)].Source, random, 1 + random.Next(3));
            Check(source, compile: number % 10 == 0);
        }
    }

    private static void Check(string source, bool compile)
    {
        TestProject project = new TestProject(source).For("Portable");
        ImmutableArray<Diagnostic> user = [.. project.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        ImmutableArray<Diagnostic> said = project.Analyze();
        Assert.All(said, diagnostic => Assert.True(diagnostic.Id.StartsWith("ETCH", StringComparison.Ordinal) && diagnostic.Id != Rules.Internal, $"{diagnostic}\n{source}"));
        GeneratedProject made = project.Generate();
        string? api = made.Files.Select(file => file.Text).FirstOrDefault(text => text.Contains("#error", StringComparison.Ordinal));
        Assert.False(api?.Contains(Rules.Internal, StringComparison.Ordinal) ?? false, $"{api?.Split('\n')[1]}\n{source}");
        Assert.True(said.IsEmpty == (api is null), $"{string.Join("\n", said)}\n{api?.Split('\n')[1]}\n{source}");
        if (compile && user.IsEmpty && said.IsEmpty)
        {
            made.Compiled();
        }
    }

    private static string Broken(string source, Random random, int times)
    {
        List<string[]> brackets = [.. source.Split('\n').Select(line => line.StartsWith('[') ? Regex.Split(line.Trim('[', ']', '\r'), @", (?=[A-Z]\w*(?:\(|,|$))") : [line])];
        for (int time = 0; time < times; time++)
        {
            int at = 1 + random.Next(brackets.Count - 2);
            List<string> words = [.. brackets[at]];
            int word = random.Next(words.Count), other = random.Next(words.Count);
            switch (random.Next(8))
            {
                case 0:
                    words.RemoveAt(word);
                    break;
                case 1:
                    words.Insert(other, words[word]);
                    break;
                case 2:
                    (words[word], words[other]) = (words[other], words[word]);
                    break;
                case 3:
                    brackets.RemoveAt(at);
                    continue;
                case 4:
                    brackets.Insert(at, brackets[1 + random.Next(brackets.Count - 2)]);
                    continue;
                case 5:
                    words.Add(brackets[1 + random.Next(brackets.Count - 2)][0]);
                    break;
                default:
                    words[word] = Wild(words[word], random);
                    break;
            }

            brackets[at] = [.. words];
        }

        return string.Join("\n", brackets.Where(bracket => bracket.Length > 0).Select(bracket => bracket[0].StartsWith("public", StringComparison.Ordinal) ? bracket[0] : $"[{string.Join(", ", bracket)}]"));
    }

    private static string Wild(string word, Random random)
    {
        MatchCollection numbers = Regex.Matches(word, @"(?<=[( ])-?[0-9][0-9_.e\-]*f?|true|false|Activation\.\w+");
        if (numbers.Count == 0)
        {
            return word;
        }

        Match number = numbers[random.Next(numbers.Count)];
        return word.Remove(number.Index, number.Length).Insert(number.Index, s_wild[random.Next(s_wild.Length)]);
    }
}
