using System.Collections.Immutable;
using Etch.Generator.Diagnostics;
using Etch.Generator.Spec;
using Etch.Generator.Tests.Support;
using Etch.Reference;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Etch.Generator.Tests.Robustness;

/// <summary>
/// A thousand declarations that nobody would write: valid ones, ones that are broken for certain, and ones changed until nobody knows. The seeds are the classes' numbers; a
/// failure prints them with the source.
/// </summary>
public class RandomDeclarationTests
{
    private const int PerBatch = 50;
    private const int Batches = 20;

    /// <summary>All thousand within it, on whatever machine: what hangs does not end at all.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(100);

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Batches)];

    /// <summary>Every way of breaking is tried.</summary>
    [Fact]
    public void EveryBreakerBreaksSomething()
    {
        HashSet<string> used = [.. Enumerable.Range(0, Batches * PerBatch).Select(seed => RandomDeclaration.Make(seed).BrokenBy)];
        Assert.Empty(DeclarationBreakers.All.Select(breaker => breaker.Name).Except(used));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task AnalyzerAndGeneratorAgreeAndNeitherThrowsNorHangs(int batch)
    {
        RandomDeclaration[] declarations = [.. Enumerable.Range(batch * PerBatch, PerBatch).Select(RandomDeclaration.Make)];
        Task check = Task.Run(() => Check(declarations), TestContext.Current.CancellationToken);
        Task first = await Task.WhenAny(check, Task.Delay(s_patience, TestContext.Current.CancellationToken));
        Assert.True(first == check, $"{PerBatch} declarations from seed {batch * PerBatch} on take longer than a thousand may.");
        await check;
    }

    private static async Task Check(RandomDeclaration[] declarations)
    {
        CSharpCompilation project = new TestProject("").Compilation.AddSyntaxTrees(declarations.Select(declaration => CSharpSyntaxTree.ParseText(declaration.Source, path: $"{declaration.Seed}.cs", options: new CSharpParseOptions(LanguageVersion.Latest))));
        ILookup<string, Diagnostic> said = (await project.WithAnalyzers([new DeclarationAnalyzer()]).GetAnalyzerDiagnosticsAsync()).ToLookup(diagnostic => diagnostic.Location.SourceTree?.FilePath ?? "");
        Assert.Empty(said[""]);
        CSharpGeneratorDriver driver = CSharpGeneratorDriver.Create([new TransformerGenerator().AsSourceGenerator()], [], new CSharpParseOptions(LanguageVersion.Latest),
            new BuildProperties(ImmutableDictionary<string, string>.Empty.Add("build_property.EtchInstructionSets", "Portable")));
        GeneratorRunResult made = Assert.Single(driver.RunGenerators(project).GetRunResult().Results);
        Assert.True(made.Exception is null, $"Seeds from {declarations[0].Seed} on: {made.Exception}");
        ILookup<string, string> files = made.GeneratedSources.ToLookup(file => file.HintName.Split('.')[0], file => file.SourceText.ToString());
        foreach (RandomDeclaration declaration in declarations)
        {
            declaration.Holds([.. said[$"{declaration.Seed}.cs"]], string.Concat(files[declaration.Name]));
        }
    }
}

/// <summary>One declaration of a seed.</summary>
/// <param name="BrokenBy">What broke it for certain; empty where it is valid, "chance" where nobody knows.</param>
internal sealed record RandomDeclaration(int Seed, string Name, string Source, string BrokenBy)
{
    private const string Chance = "chance";

    /// <summary>Of ten, two are valid, two changed at random, the others broken, each in the next way.</summary>
    public static RandomDeclaration Make(int seed)
    {
        Random random = new(seed);
        if (seed % 10 >= 4)
        {
            Breaker breaker = DeclarationBreakers.All[(seed / 10 * 6 + (seed % 10) - 4) % DeclarationBreakers.All.Count];
            return Broken(seed, breaker, random);
        }

        DeclarationText text = new(Valid(seed, random));
        bool isChanged = seed % 10 >= 2;
        for (int time = random.Next(1, 4); isChanged && time > 0; time--)
        {
            Change(text, random);
        }

        return new RandomDeclaration(seed, text.Name, text.ToString(), isChanged ? Chance : "");
    }

    public void Holds(IReadOnlyList<Diagnostic> said, string made)
    {
        string told = $"Seed {Seed}, broken by '{BrokenBy}':\n{Source}\n{string.Join("\n", said)}\n{made.Split('\n').FirstOrDefault(line => line.StartsWith("#error", StringComparison.Ordinal))}";
        Assert.True(said.All(diagnostic => diagnostic.Id.StartsWith("ETCH", StringComparison.Ordinal) && diagnostic.Id != Rules.Internal) && !made.Contains(Rules.Internal, StringComparison.Ordinal), told);
        List<Diagnostic> errors = [.. said.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.True(BrokenBy == Chance || (errors.Count == 0) == (BrokenBy.Length == 0), told);
        bool isNone = errors.Exists(error => error.Id == Rules.NoTransformer);
        Assert.True(isNone ? made.Length == 0 : made.Length > 0 && made.Contains("#error", StringComparison.Ordinal) == (errors.Count > 0), told);
        Assert.True(errors.Count == 0 || isNone || errors.Exists(error => made.Contains($"#error {error.Id}: ", StringComparison.Ordinal)), told);
    }

    /// <summary>Specs are made until the breaker finds what it breaks.</summary>
    private static RandomDeclaration Broken(int seed, Breaker breaker, Random random)
    {
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            DeclarationText text = new(Valid(seed, random));
            if (breaker.Does(text, random))
            {
                return new RandomDeclaration(seed, text.Name, text.ToString(), breaker.Name);
            }
        }

        throw new InvalidOperationException($"No declaration has what '{breaker.Name}' breaks.");
    }

    private static ModelSpec Valid(int seed, Random random)
    {
        ModelSpec spec = RandomSpecs.Make(random.Next());
        while (SpecValidator.Check(spec).Count > 0)
        {
            spec = RandomSpecs.Make(random.Next());
        }

        return spec with { Name = $"Seed{seed}" };
    }

    private static void Change(DeclarationText text, Random random)
    {
        List<string> bracket = text.Brackets[random.Next(1, text.Brackets.Count)], other = text.Brackets[random.Next(1, text.Brackets.Count)];
        if (bracket.Count == 0 || other.Count == 0)
        {
            return;
        }

        int at = random.Next(bracket.Count), to = random.Next(other.Count);
        switch (random.Next(4))
        {
            case 0:
                bracket.RemoveAt(at);
                break;
            case 1:
                other.Insert(to, bracket[at]);
                break;
            case 2:
                (bracket[at], other[to]) = (other[to], bracket[at]);
                break;
            default:
                text.Brackets.Insert(random.Next(1, text.Brackets.Count), [.. bracket]);
                break;
        }
    }
}
