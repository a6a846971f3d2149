using System.Text.RegularExpressions;
using Etch.Generator.Tests.Support;

namespace Etch.Generator.Tests.Architecture;

/// <summary>What each room of the generator may name: asserted by reading the sources, not hoped (docs: the five nouns, each arrow one folder).</summary>
public class ArchitectureTests
{
    /// <summary>The rooms that each room may look into, besides itself. Water flows one way.</summary>
    private static readonly Dictionary<string, string[]> s_mayName = new()
    {
        ["Spec"] = [],
        ["Weights"] = ["Spec"],
        ["Parsing"] = ["Spec", "Diagnostics", "Families"],
        ["Families"] = ["Spec", "Parsing", "Diagnostics"],
        ["Diagnostics"] = ["Spec", "Parsing", "Families", "Graph", "Weights"],
        ["Graph"] = ["Spec", "Passes", "Kernels"],
        ["Passes"] = ["Spec", "Graph", "Isa", "Kernels"],
        ["Kernels"] = ["Spec", "Graph", "Isa", "Passes"],
        ["Isa"] = ["Kernels"],
        ["Emit"] = ["Spec", "Graph", "Kernels", "Isa", "Passes", "Parsing", "Diagnostics"],
    };

    public static TheoryData<string> Rooms => [.. s_mayName.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void ARoomNamesOnlyWhatItMay(string room)
    {
        foreach ((string file, string text) in Sources($"src/Generator/{room}"))
        {
            IEnumerable<string> named = Regex.Matches(text, @"Etch\.Generator\.(\w+)").Select(match => match.Groups[1].Value).Where(other => other != room && s_mayName.ContainsKey(other));
            Assert.True(!named.Except(Exceptions(file, room)).Any(), $"{file} names {string.Join(", ", named.Except(Exceptions(file, room)))}.");
        }
    }

    [Fact]
    public void OnlyParsingAndDiagnosticsSeeRoslyn() => Forbid(
        @"Microsoft\.CodeAnalysis|\bI\w*Symbol\b|\bSyntaxNode\b", file => !InRoom(file, "Parsing") && !InRoom(file, "Diagnostics") && !file.EndsWith("TransformerGenerator.cs", StringComparison.Ordinal));

    [Fact]
    public void OnlyInstructionSetTablesSayAvxOrAdvSimd() => Forbid(@"(?<!\w)(Avx\w*|AdvSimd\w*|Sse\w*|Fma\.\w+|X86Base)(?!\w)", file => !InRoom(file, "Isa"));

    [Fact]
    public void KernelsKnowNoWordOfTheLanguage() => Forbid(@"\b(?!PartSpec\b)\w+Spec\b|Transformer|FeedForward|Bert|Llama|Gpt", file => InRoom(file, "Kernels"));

    [Fact]
    public void EmitTakesOnlyConstantsOfPasses() => Forbid(
        @"\b(InferShapes|FoldConstants|FuseAttention|FuseEpilogues|MergeProjections|EliminateDeadNodes|InsertCopies|ChooseTiles|ChooseLayouts|Lifetimes|Storage|Rewriter)\b|\.Run\(graph|SplitWork\.(?!Unit)|PlanMemory\.(?!Size)",
        file => InRoom(file, "Emit"));

    [Fact]
    public void EmitDoesNotAskWhichMachine() => Forbid(@"isa\.Name\s*(==|is|switch)|\.Lanes\s*(==|is|switch)", file => InRoom(file, "Emit") || InRoom(file, "Kernels") || InRoom(file, "Passes"));

    [Fact]
    public void SpecIsWrittenDownNotComputed()
    {
        foreach ((string file, string text) in Sources("src/Generator/Spec").Where(source => source.File.EndsWith("Words.cs", StringComparison.Ordinal)))
        {
            Assert.False(Regex.IsMatch(Code(text), @"\b(if|for|foreach|while|switch|throw)\b"), $"{file} decides something.");
        }
    }

    [Fact]
    public void TheCompilerIsTheOnlyOneThatRunsPasses() => Forbid(@"\b(InferShapes|FoldConstants|FuseAttention|FuseEpilogues|MergeProjections|InsertCopies|PlanMemory|ChooseTiles|ChooseLayouts)\.Run\(",
        file => !file.EndsWith("/Compiler.cs", StringComparison.Ordinal));

    [Fact]
    public void EachPassHasOnePublicFunctionNamedRun()
    {
        string compiler = File.ReadAllText(Repository.Path("src", "Generator", "Compiler.cs"));
        foreach (string pass in Regex.Matches(compiler, @"(\w+)\.Run\(").Select(match => match.Groups[1].Value).Distinct())
        {
            string text = File.ReadAllText(Repository.Path("src", "Generator", "Passes", pass + ".cs"));
            Assert.Single(Regex.Matches(text, @"public static ModelGraph \w+\("));
            Assert.Matches("(Establishes|establishes)[: ]", text);
        }
    }

    [Fact]
    public void FilesEndBeforeAttentionDoes()
    {
        foreach ((string file, string text) in Sources("src").Concat(Sources("tests")))
        {
            int lines = text.Count(character => character == '\n');
            Assert.True(lines <= 300, $"{file} has {lines} lines; at most 300 are read at once.");
        }
    }

    /// <summary>Spelled in halves, so that this file may be read too.</summary>
    [Fact]
    public void NothingIsLeftToDo() => Assert.All(Sources("src").Concat(Sources("tests")), source =>
        Assert.False(Regex.IsMatch(source.Text, "\\b(TO" + "DO|FIX" + "ME|HA" + "CK)\\b|#reg" + "ion|#pragma warning dis" + "able CS"), source.File));

    /// <summary>Printers spell numbers as C# does; a graph's verifier is a pass's check; the kernel printer reads what a machine is asked for.</summary>
    private static string[] Exceptions(string file, string room) => Path.GetFileName(file) switch
    {
        "SpecPrinter.cs" => [.. s_mayName[room], "Emit"],
        _ => s_mayName[room],
    };

    private static void Forbid(string pattern, Func<string, bool> where)
    {
        foreach ((string file, string text) in Sources("src/Generator").Where(source => where(source.File)))
        {
            Match found = Regex.Match(Code(text), pattern);
            Assert.False(found.Success, $"{file} says '{found.Value}'.");
        }
    }

    /// <summary>Comments may name what the code may not.</summary>
    private static string Code(string text) => Regex.Replace(text, @"//.*", "");

    private static bool InRoom(string file, string room) => file.Contains($"/{room}/", StringComparison.Ordinal);

    private static IEnumerable<(string File, string Text)> Sources(string folder) => Repository.Files(folder, "*.cs")
        .Where(path => !path.EndsWith(".verified.cs", StringComparison.Ordinal) && !path.EndsWith(".received.cs", StringComparison.Ordinal))
        .Select(path => (Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), File.ReadAllText(path)));
}
