using System.Collections.Immutable;
using Etch.Generator.Diagnostics;
using Etch.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Etch.Generator.Tests.Diagnostics;

/// <summary>Wrong declarations, each with the rule it breaks and the word that the squiggle lies under.</summary>
public class SquiggleTests
{
    private const string Stack = "[Tokens(64), LearnedPositions] [Repeat(2)] ";

    /// <summary>Brackets after [Transformer(Width = 16, Context = 32)].</summary>
    public static TheoryData<string, string> Brackets => new()
    {
        { Rules.NoInput, "[[|LayerNorm|]]" },
        { Rules.NoInput, "[[|LearnedPositions|], Tokens(64)]" },
        { Rules.NoInput, "[[|Repeat(2)|]] [LayerNorm] [End]" },
        { Rules.OutOfPlace, "[Tokens(64), [|Tokens(64)|]]" },
        { Rules.OutOfPlace, "[Tokens(64)] [[|LearnedPositions|]]" },
        { Rules.OutOfPlace, "[Tokens(64)] [[|Segments(2)|], LayerNorm]" },
        { Rules.OutOfPlace, Stack + "[LayerNorm, [|Classifier(2)|]] [End]" },
        { Rules.OutOfPlace, Stack + "[LayerNorm] [[|LanguageModelHead|]] [End]" },
        { Rules.OutOfPlace, Stack + "[LayerNorm, [|Pool(Pooling.Mean)|]] [End]" },
        { Rules.OutOfPlace, Stack + "[LayerNorm, [|Output(\"Middle\")|]] [End]" },
        { Rules.OutOfPlace, Stack + "[LayerNorm] [End] [Classifier(2), [|LayerNorm|]]" },
        { Rules.OutOfPlace, Stack + "[LayerNorm] [End] [Pool(Pooling.Mean)] [[|Pool(Pooling.Max)|]]" },
        { Rules.OutOfPlace, Stack + "[LayerNorm] [End] [Pool(Pooling.Mean), [|LanguageModelHead(Tied = true)|]]" },
        { Rules.OutOfPlace, "[Tokens(64)] [[|Tokens(64)|]] [LayerNorm]" },
        { Rules.OutOfPlace, "[Tokens(64), [|LanguageModelHead|]]" },
        { Rules.OutOfPlace, "[Tokens(64), Pool(Pooling.Mean), [|LearnedPositions|]]" },
        { Rules.OutOfPlace, "[Tokens(64)] [Pool(Pooling.Mean)] [Repeat(2)] [LayerNorm, [|Attention(2)|], Residual] [End]" },
        { Rules.OutOfPlace, Stack + "[LayerNorm] [End] [Pool(Pooling.Mean)] [[|Attention(2)|], Residual]" },
        { Rules.WidthsDiffer, Stack + "[LayerNorm] [End] [Pool(Pooling.Mean), [|Residual|]]" },
        { Rules.WidthsDiffer, Stack + "[LayerNorm] [End] [Project(16), Pool(Pooling.Mean), Parallel, [|Project(16)|]]" },
        { Rules.WidthsDiffer, "[Tokens(64)] [LayerNorm] [Pool(Pooling.Mean)] [Parallel, [|Project(16)|]]" },
        { Rules.OutOfPlace, Stack + "[LayerNorm] [End] [LayerNorm, [|Attention(2)|], Causal, LanguageModelHead]" },
        { Rules.OutOfPlace, "[Tokens(64)] [LayerNorm] [[|Parallel|], Project(16), LanguageModelHead]" },
        { Rules.WordTwice, Stack + "[Attention(2), Causal, Window(3), [|Window(5)|]] [End]" },
        { Rules.OutOfPlace, Stack + "[[|Attention(2, Projections = false, HeadWidth = 8)|]] [End]" },
        { Rules.ModifierWithoutOperator, Stack + "[[|Causal|], Attention(2)] [End]" },
        { Rules.ModifierWithoutOperator, Stack + "[Attention(2), LayerNorm, [|Window(4)|]] [End]" },
        { Rules.ModifierWithoutOperator, Stack + "[Attention(2), Causal, [|Interpolated(2)|]] [End]" },
        { Rules.ModifierWithoutOperator, Stack + "[FeedForward(8, Activation.Relu), [|Rotary|]] [End]" },
        { Rules.ResidualTwice, Stack + "[LayerNorm, Residual, [|Residual(Scale = 2)|]] [End]" },
        { Rules.ResidualOfNothing, Stack + "[[|Residual|], LayerNorm] [End]" },
        { Rules.ResidualOfNothing, "[Tokens(64)] [[|Repeat(2)|]] [End]" },
        { Rules.ResidualOfNothing, "[Tokens(64), [|Residual|], LayerNorm]" },
        { Rules.ResidualOfNothing, "[Tokens(64), Project(16), [|Residual|]]" },
        { Rules.ParallelOfNothing, "[Tokens(64), LearnedPositions, [|Parallel|], Project(16)]" },
        { Rules.OutOfPlace, "[Tokens(64), LayerNorm] [[|Tokens(64)|], LayerNorm]" },
        { Rules.OutputName, "[Tokens(64)] [LayerNorm, [|Output(null)|]] [Pool(Pooling.Mean)]" },
        { Rules.RepeatWithoutEnd, "[Tokens(64)] [[|Repeat(2)|]] [LayerNorm]" },
        { Rules.EndWithoutRepeat, "[Tokens(64)] [LayerNorm] [[|End|]]" },
        { Rules.EndWithoutRepeat, Stack + "[LayerNorm] [End] [[|End|]]" },
        { Rules.RepeatAlone, "[Tokens(64)] [LayerNorm, [|Repeat(2)|]] [End]" },
        { Rules.RepeatAlone, "[Tokens(64)] [Repeat(2)] [LayerNorm, [|End|]]" },
        { Rules.RepeatNested, Stack + "[LayerNorm] [[|Repeat(3)|]] [LayerNorm] [End] [End]" },
        { Rules.BadPattern, "[Tokens(64)] [[|Repeat(2, Pattern = \"a(b\")|]] [LayerNorm] [End]" },
        { Rules.BadPattern, "[Tokens(64)] [[|Repeat(2, Pattern = \"()\")|]] [LayerNorm] [End]" },
        { Rules.UnknownLetter, "[Tokens(64)] [Repeat(4, Pattern = \"ab\")] [LayerNorm, Attention(2), [|Window(4, In = \"c\")|]] [End]" },
        { Rules.UnknownLetter, Stack + "[LayerNorm] [End] [[|LayerNorm(In = \"a\")|]]" },
        { Rules.UnknownLetter, "[Tokens(64)] [Repeat(2, Pattern = \"ab\")] [LayerNorm] [End] [Repeat(2, Pattern = \"cd\")] [LayerNorm] [LayerNorm, [|Scale(2, In = \"ac\")|]] [End]" },
        { Rules.Unreadable, Stack + "[LayerNorm, [|FeedForward(8, (Activation)77)|]] [End]" },
        { Rules.Unreadable, Stack + "[LayerNorm] [End] [[|Pool((Pooling)(-1))|]]" },
        { Rules.ParallelOfNothing, Stack + "[[|Parallel|], LayerNorm] [End]" },
        { Rules.ParallelOfNothing, Stack + "[Attention(2), [|Parallel|], Residual] [End]" },
        { Rules.ParallelOfNothing, Stack + "[Attention(2), [|Parallel|], LayerNorm] [End]" },
        { Rules.ParallelOfNothing, "[Tokens(64)] [[|Parallel|], Project(16)]" },
        { Rules.ParallelOfNothing, Stack + "[LayerNorm] [End] [[|Parallel|], Project(16)]" },
        { Rules.WidthsDiffer, Stack + "[Attention(2), Parallel, [|Project(8)|], Residual] [End]" },
        { Rules.ParallelOfNothing, Stack + "[LayerNorm] [Parallel, [|Parallel|], Attention(2)] [End]" },
        { Rules.OutputName, "[Tokens(64)] [LayerNorm, [|Output(\"two words\")|]] [Pool(Pooling.Mean)]" },
        { Rules.OutputName, "[Tokens(64)] [LayerNorm, [|Output(\"Dispose\")|]] [Pool(Pooling.Mean)]" },
        { Rules.OutputName, "[Tokens(64)] [LayerNorm, Output(\"a\")] [LayerNorm, [|Output(\"A\")|]] [Pool(Pooling.Mean)]" },
        { Rules.OutOfPlace, Stack + "[[|Attention(2, Projections = false, KeyBias = true)|]] [End]" },
        { Rules.OutOfPlace, "[Tokens(64)] [Pool(Pooling.Mean)] [[|Attention(2)|]]" },
        { Rules.OutOfPlace, "[Tokens(64)] [[|Attention(2, ScaleByLayer = true)|]]" },
        { Rules.UnknownLetter, "[Tokens(64)] [[|Repeat(2, In = \"a\")|]] [LayerNorm] [End]" },
        { Rules.UnknownLetter, "[Tokens(64)] [Repeat(2)] [LayerNorm] [[|End(In = \"b\")|]]" },
        { Rules.WidthsDiffer, "[Tokens(64)] [LayerNorm, Pool(Pooling.Mean), [|Residual|]]" },
        { Rules.WidthsDiffer, "[Tokens(64)] [LayerNorm] [Pool(Pooling.Mean)] [Parallel, Project(16), [|Residual|]]" },
        { Rules.WidthsDiffer, "[Tokens(64)] [LayerNorm] [Project(16)] [Parallel, [|Project(8)|]]" },
        { Rules.WidthsDiffer, "[Tokens(64)] [[|Repeat(2, Pattern = \"ab\", Shared = true)|]] [Attention(2, In = \"a\"), Attention(2, HeadWidth = 4, In = \"b\")] [End]" },
        { Rules.WordTwice, "[Tokens(64), LearnedPositions, [|LearnedPositions|]]" },
        { Rules.WordTwice, "[Tokens(64), Segments(2), [|Segments(3)|]]" },
        { Rules.WordTwice, Stack + "[Attention(2), Causal, [|Causal|]] [End]" },
        { Rules.WordTwice, Stack + "[Attention(2), Rotary, Causal, [|Rotary|]] [End]" },
        { Rules.WordTwice, "[Tokens(64)] [Tensor(\"tokens.weight\", \"\\\"a\\\"\")] [[|Tensor(\"tokens.weight\", \"\\\"b\\\"\")|]]" },
        { Rules.NotYet, Stack + "[LayerNorm] [End] [[|Pool(Pooling.Mean, Token = 3)|]]" },
        { Rules.NotYet, Stack + "[[|FeedForward(8, Activation.Glu)|]] [End]" },
        { Rules.NotYet, Stack + "[Attention(2), [|Alibi(Form = AlibiForm.Falcon)|]] [End]" },
        { Rules.NotYet, Stack + "[LayerNorm] [End] [[|Pool(Pooling.Mean, From = 1)|]]" },
        { Rules.NotYet, Stack + "[LayerNorm, [|Activate(Activation.Glu)|]] [End]" },
        { Rules.NotPositive, "[[|Tokens(-1)|]]" },
        { Rules.NotPositive, "[Tokens(64), [|Segments(0)|]]" },
        { Rules.NotPositive, "[Tokens(64), [|LearnedPositions(Offset = -1)|]]" },
        { Rules.NotPositive, "[Tokens(64)] [[|Repeat(0)|]] [LayerNorm] [End]" },
        { Rules.NotPositive, Stack + "[LayerNorm, [|Attention(0)|]] [End]" },
        { Rules.NotPositive, Stack + "[LayerNorm, [|Attention(60000, HeadWidth = 60000)|]] [End]" },
        { Rules.NotPositive, Stack + "[LayerNorm, [|FeedForward(int.MinValue, Activation.Relu)|]] [End]" },
        { Rules.NotPositive, Stack + "[LayerNorm, [|Scale(float.NaN)|]] [End]" },
        { Rules.NotPositive, Stack + "[[|LayerNorm(Epsilon = -1)|]] [End]" },
        { Rules.NotPositive, Stack + "[Attention(2), Causal, [|Window(0)|]] [End]" },
        { Rules.NotPositive, Stack + "[Attention(2), [|Rotary(0.5f)|]] [End]" },
        { Rules.NotPositive, Stack + "[Attention(2), Rotary, [|Interpolated(0)|]] [End]" },
        { Rules.NotPositive, Stack + "[Attention(2), [|SoftCap(0)|]] [End]" },
        { Rules.HeadsDoNotDivide, Stack + "[LayerNorm, [|Attention(3)|], Causal, Residual] [End]" },
        { Rules.HeadsDoNotDivide, "[Tokens(64)] [Repeat(4, Pattern = \"ab\")] [LayerNorm, Attention(2, In = \"a\"), [|Attention(3, In = \"b\")|], Causal, Residual] [End]" },
        { Rules.KeyValueHeadsDoNotDivide, Stack + "[LayerNorm, [|Attention(4, KeyValueHeads = 3)|], Causal] [End]" },
        { Rules.OddRotaryWidth, Stack + "[LayerNorm, Attention(2), [|Rotary(Width = 10)|], Causal] [End]" },
        { Rules.OddRotaryWidth, Stack + "[LayerNorm, Attention(16), Causal, [|Rotary|]] [End]" },
        { Rules.OddRotaryWidth, Stack + "[Attention(2), Rotary, [|LongRope(16, Short = new float[] { 1 }, Long = new float[] { 1 })|]] [End]" },
        { Rules.WidthsDiffer, Stack + "[LayerNorm, Project(8), [|Residual|]] [End]" },
        { Rules.WidthsDiffer, Stack + "[LayerNorm] [LayerNorm, [|Project(8)|]] [End]" },
        { Rules.WindowTooLarge, Stack + "[Attention(2), Causal, [|Window(33)|]] [End]" },
        { Rules.WindowTooLarge, Stack + "[Attention(2), [|Window(66)|]] [End]" },
        { Rules.TiedWidth, "[Tokens(64, Width = 8)] [Project(16)] [[|LanguageModelHead(Tied = true)|]]" },
        { Rules.BadExpression, "[Tokens(64)] [LayerNorm] [[|Tensor(\"tokens.weight\", \"wte\")|]]" },
        { Rules.BadExpression, "[Tokens(64)] [LayerNorm] [Tensor(\"input.1.norm.gain\", \"\\\"g\\\"\")] [[|Tensor(\"tokens.weight\", \"\")|]]" },
        { Rules.WrongShape, "[Tokens(64)] [LayerNorm] [[|Tensor(\"tokens.weight\", \"\\\"wte\\\"[:, 0:8]\")|]]" },
        { Rules.UnknownRole, "[Tokens(64)] [LayerNorm] [[|Tensor(\"tokens\", \"\\\"wte\\\"\")|]]" },
    };

    /// <summary>Whole sources.</summary>
    public static TheoryData<string, string> Sources => new()
    {
        { Rules.NotPartial, "[Transformer(Width = 16, Context = 32)] [Tokens(64)] public class [|Model|];" },
        { Rules.ClassKind, "[Transformer(Width = 16, Context = 32)] [Tokens(64)] public partial class [|Model|]<T>;" },
        { Rules.ClassKind, "[Transformer(Width = 16, Context = 32)] [Tokens(64)] public static partial class [|Model|];" },
        { Rules.ClassKind, "[Transformer(Width = 16, Context = 32)] [Tokens(64)] public abstract partial class [|Model|];" },
        { Rules.ClassKind, "class Outer { [Transformer(Width = 16, Context = 32)] [Tokens(64)] public partial class [|Model|]; }" },
        { Rules.ClassKind, "[Transformer(Width = 16, Context = 32)] [Tokens(64)] public partial record [|Model|];" },
        { Rules.ClassKind, "[Transformer(Width = 16, Context = 32)] [Tokens(64)] file partial class [|Model|];" },
        { Rules.ClassKind, "[Transformer(Width = 16, Context = 32)] [Tokens(64)] public partial class [|Model|](int number);" },
        { Rules.ClassKind, "[Transformer(Width = 16, Context = 32)] [Tokens(64)] public partial class [|Plan|];" },
        { Rules.ClassKind, "[Transformer(Width = 16, Context = 32)] [Tokens(64)] public partial class [|@class|];" },
        { Rules.SeveralDeclarations, "[Transformer(Width = 16, Context = 32)] [Tokens(64)] public partial class Model; [[|LayerNorm|]] partial class Model;" },
        { Rules.SeveralDeclarations, "[Transformer(Width = 16, Context = 32)] public partial class Model; [[|Tokens(64)|]] partial class Model;" },
        { Rules.NoInput, "[Transformer(Width = 16, Context = 32)] public partial class [|Model|];" },
        { Rules.NotPositive, "[[|Transformer(Context = 32)|]] [Tokens(64)] public partial class Model;" },
        { Rules.NotPositive, "[[|Transformer(Width = 16)|]] [Tokens(64)] public partial class Model;" },
        { Rules.NotPositive, "[[|Transformer(Width = 16, Context = 32, Epsilon = 0)|]] [Tokens(64)] public partial class Model;" },
        { Rules.NoExpression, "[Transformer(Width = 16, Context = 32)] [Tokens(64), LearnedPositions] [[|Checkpoint(Naming.Llama)|]] public partial class Model;" },
        { Rules.WrongShape, "[Transformer(Width = 16, Context = 32)] [Tokens(64)] [Repeat(2)] [LayerNorm, Attention(2, KeyValueHeads = 1), Causal, Residual] [End] [[|Checkpoint(Naming.Gpt2)|]] public partial class Model;" },
        { Rules.ConfigAndBrackets, "[Transformer(\"config.json\")] [[|Tokens(64)|]] public partial class Model;" },
        { Rules.ConfigAndBrackets, "[[|Transformer(\"config.json\", Width = 16)|]] public partial class Model;" },
        { Rules.ConfigAndBrackets, "[Transformer(\"config.json\")] [[|Checkpoint(Naming.Gpt2)|]] public partial class Model;" },
        { Rules.NoConfig, "[[|Transformer(\"other.json\")|]] public partial class Model;" },
        { Rules.NoConfig, "[[|Transformer(\"\")|]] public partial class Model;" },
        { Rules.UnknownFamily, "[[|Transformer(\"config.json\")|]] public partial class Model;" },
    };

    [Theory]
    [MemberData(nameof(Brackets))]
    public void AWrongWordIsUnderlined(string id, string brackets) =>
        AWrongClassIsUnderlined(id, $"[Transformer(Width = 16, Context = 32)] {brackets} public sealed partial class Model;");

    [Theory]
    [MemberData(nameof(Sources))]
    public void AWrongClassIsUnderlined(string id, string source)
    {
        Marked marked = new(source);
        TestProject project = TestProject.WithConfig("{ \"model_type\": \"nothing\" }", marked.Source);
        ImmutableArray<Diagnostic> said = project.Analyze();
        Diagnostic found = Assert.Single(said);
        Assert.Equal(id, found.Id);
        marked.IsAt(found);
        Assert.EndsWith(".", found.GetMessage());

        GeneratedProject made = project.Generate();
        Assert.Contains(made.Errors, error => error.Id == "CS1029" && error.GetMessage().Contains($"'{id}: ", StringComparison.Ordinal));
        Assert.Equal(said.Select(diagnostic => diagnostic.ToString()), project.Analyze(made.Compilation).Select(diagnostic => diagnostic.ToString()));
    }

    /// <summary>Every rule but that of Etch's own mistakes, which no source is known to raise.</summary>
    [Fact]
    public void EveryRuleIsShownAtAWord()
    {
        string[] ofSettings = [Rules.UnsafeCode, Rules.OldLanguage, Rules.OldFramework, Rules.DebugBuild, Rules.AotInstructionSet];
        IEnumerable<string> shown = Brackets.Concat(Sources).Concat(ProjectSquiggleTests.Configs).Concat(ProjectSquiggleTests.Sources).Select(row => row.Data.Item1).Concat(ofSettings);
        Assert.Equal([Rules.Internal], Descriptors.All.Select(rule => rule.Id).Except(shown));
    }

    /// <summary>A class cannot be called like what is generated into it. Kernels have their widths in their names, as no model has; C# itself refuses those.</summary>
    [Theory]
    [MemberData(nameof(Shapes.Names), MemberType = typeof(Shapes))]
    public void EveryGeneratedMemberIsATakenName(string shape)
    {
        GeneratedProject made = new TestProject(Shapes.Of(shape)).For("Portable").Generate().Compiled();
        IEnumerable<string> names = made.Compilation.GetTypeByMetadataName("Model")!.GetMembers().Where(member => member.CanBeReferencedByName).Select(member => member.Name)
            .Where(name => !name.Any(char.IsDigit) && !name.EndsWith("Kernels", StringComparison.Ordinal)).Distinct();
        string classes = string.Join("\n", names.Select(name => $"[Transformer(Width = 16, Context = 32)] [Tokens(64)] public sealed partial class {name};"));
        Assert.Equal(names.Order(StringComparer.Ordinal), new TestProject(classes).Analyze().Where(diagnostic => diagnostic.Id == Rules.ClassKind)
            .Select(diagnostic => diagnostic.GetMessage().Split('\'')[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TwoFilesOfOneNameAreToldApart()
    {
        const string Config = "{ \"model_type\": \"nothing\" }";
        TestProject project = new("[Transformer(\"config.json\")] public sealed partial class Model;") { Files = [("b/config.json", Config), ("a/config.json", Config), ("a/1_Pooling/config.json", "{}")] };
        Assert.Contains("2 of the AdditionalFiles end with 'config.json', in the folders a, b;", Assert.Single(project.Analyze()).GetMessage());
        Assert.Contains("model_type 'nothing'", Assert.Single((project with { Source = project.Source.Replace("config.json", "a/config.json") }).Analyze()).GetMessage());
    }

    [Fact]
    public void AFindingOfAFileNamesTheFile()
    {
        TestProject project = new("[Transformer(\"small/config.json\")] public sealed partial class Model;") { Files = [("small/config.json", "{ \"model_type\": \"gpt2\" }")] };
        Assert.All(project.Analyze(), diagnostic => Assert.StartsWith("small/config.json: ", diagnostic.GetMessage()));
    }

    /// <summary>Lines beside a file change its family's table, and are underlined themselves.</summary>
    [Fact]
    public void ATensorBesideAFileIsReadAndChecked()
    {
        const string config = """{ "model_type": "distilbert", "vocab_size": 64, "dim": 16, "n_layers": 1, "n_heads": 2, "hidden_dim": 16, "max_position_embeddings": 32 }""";
        Marked wrong = new("[Transformer(\"config.json\")] [[|Tensor(\"token.weight\", \"\\\"a\\\"\")|]] public sealed partial class Model;");
        Diagnostic found = Assert.Single(TestProject.WithConfig(config, wrong.Source).Analyze());
        Assert.Equal(Rules.UnknownRole, found.Id);
        wrong.IsAt(found);
        TestProject right = TestProject.WithConfig(config, "[Transformer(\"config.json\")] [Tensor(\"tokens.weight\", \"\\\"my.table\\\"\")] public sealed partial class Model;");
        Assert.Empty(right.Analyze());
        Assert.Contains("my.table", right.For("Portable").Generate().Compiled()["Model.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void EachWordIsReportedOnceForAllLayers()
    {
        ImmutableArray<Diagnostic> said = new TestProject(
            "[Transformer(Width = 16, Context = 32)] [Tokens(64)] [Repeat(9, Pattern = \"abc\")] [LayerNorm, Attention(3), Causal] [Scale(float.NaN)] [End] public partial class M;").Analyze();
        Assert.Equal([Rules.HeadsDoNotDivide, Rules.NotPositive], said.Select(diagnostic => diagnostic.Id));
    }
}
