using Etch.Generator.Diagnostics;
using Etch.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Etch.Generator.Tests.Robustness;

/// <summary>Sources that no template writes: half typed, doubled, with names that collide, with expressions without end.</summary>
public class HostileSourceTests
{
    public static TheoryData<string> Sources =>
    [
        "[Transformer",
        "[Transformer(",
        "[Transformer] class",
        "[Transformer(Width = , Context = 3)] [Tokens(] partial class Model { }",
        "[Transformer(Width = \"a\", Context = 1.5)] [Tokens(\"a\")] partial class Model { }",
        "[Transformer(Width = 16, Context = 32)] [Tokens(64, Nothing = 3)] partial class Model { }",
        "[Transformer(Width = 16, Context = 32), Transformer(Width = 8, Context = 32)] [Tokens(64)] partial class Model { }",
        "[Transformer(Width = 16, Context = 32)] [Tokens(64)] partial class Model { } [Transformer(Width = 16, Context = 32)] partial class Model { }",
        "[Transformer(Width = 16, Context = 32)] [Tokens(64)] partial class Model { } [Transformer(Width = 16, Context = 32)] [Tokens(64)] partial class model { }",
        "[Transformer(Width = 16, Context = 32)] [Tokens(64)] partial class Model { } [Transformer(Width = 16, Context = 32)] [Tokens(64)] partial class Model<T> { }",
        "class A { [Transformer(Width = 16, Context = 32)] partial class Model { } } class B { [Transformer(Width = 16, Context = 32)] partial class Model { } }",
        "[Transformer(null)] partial class Model { }",
        "[Transformer(\"\\n#error two\")] partial class Model { }",
        "[Transformer(Width = 16, Context = 32)] [Tokens(64)] [Repeat(2, Pattern = null)] [LayerNorm(In = null)] [End] partial class Model { }",
        "[Transformer(Width = 16, Context = 32)] [Tokens(64)] [Repeat(2)] [Attention(2), Rotary, LongRope(4, Short = null, Long = \"x\")] [End] partial class Model { }",
        "[Transformer(Width = 16, Context = 32)] [Tokens(64), Tensor(null, null)] partial class Model { }",
        "[Transformer(Width = 16, Context = 32)] [Tokens(64)] [Tensor(\"tokens.weight\", null)] partial class Model { }",
        "[Transformer(Width = 16, Context = 32)] [Tokens(64)] partial struct Model { }",
        "[Transformer(Width = 16, Context = 32)] [Tokens(64)] partial record Model { }",
        "[Transformer(Width = 1048576, Context = 4194304)] [Tokens(16777216), LearnedPositions] [Repeat(4096)] [Attention(1), Residual] [FeedForward(1048576, Activation.Gelu), Residual] [End] partial class Model { }",
        $"[Transformer(Width = 16, Context = 32)] [Tokens(64)] [Tensor(\"tokens.weight\", \"{new string('(', 100_000)}\")] partial class Model {{ }}",
        $"[Transformer(Width = 16, Context = 32)] [Tokens(64)] [Tensor(\"tokens.weight\", \"\\\"a\\\"{string.Concat(Enumerable.Repeat(" + 1", 20_000))}\")] partial class Model {{ }}",
        $"[Transformer(Width = 16, Context = 32)] [Tokens(64)] [Tensor(\"{new string('x', 100_000)}\", \"\\\"a\\\"\")] partial class Model {{ }}",
        $"[Transformer(Width = 16, Context = 32)] [Tokens(64)] [Repeat(2, Pattern = \"{new string('a', 100_000)}\")] [LayerNorm] [End] partial class Model {{ }}",
        $"[Transformer(Width = 16, Context = 32)] [Tokens(64)] {string.Concat(Enumerable.Repeat("[LayerNorm] ", 500))} partial class Model {{ }}",
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public void TheCompilerGoesOn(string source)
    {
        TestProject project = new TestProject(source).For("Portable");
        Assert.DoesNotContain(project.Analyze(), diagnostic => diagnostic.Id is Rules.Internal or "AD0001");
        Assert.DoesNotContain(project.Generate().Files, file => file.Text.Contains(Rules.Internal, StringComparison.Ordinal));
    }

    /// <summary>With an error in the declaration the user's own code compiles, whatever form the model has.</summary>
    [Theory]
    [InlineData("[Tokens(64)] [Repeat(2)] [Attention(3), Causal] [End] [LanguageModelHead]", "ILanguageModel m = session; _ = session.Forward([1]); session.Rewind(0); using var fork = session.Fork(); _ = session.Position + session.VocabularySize;")]
    [InlineData("[Tokens(64)] [Repeat(2)] [Attention(3)] [LanguageModelHead]", "session.Predict([1], [0], new float[64]);")]
    [InlineData("[Tokens(64)] [LayerNorm, Output(\"Middle\")] [Repeat(0)] [LayerNorm] [End] [Pool(Pooling.Mean)]", "session.Encode([1], new float[16]); session.EncodeBatch([1], [1], new float[16]); _ = session.Middle.Length + session.OutputWidth;")]
    [InlineData("[Tokens(64)] [Repeat(2)] [Classifier(2)]", "_ = session.Classify([1]).Length + session.LabelCount; _ = session.IsPooled;")]
    public void TheUsersCodeCompilesBesideABrokenModel(string brackets, string use)
    {
        string user = $$"""
            [Transformer(Width = 16, Context = 32)] {{brackets}} public sealed partial class Model;

            public static class Program
            {
                public static void Use(string path)
                {
                    using Model model = Model.Load(path, new LoadOptions());
                    using Model.Session session = model.CreateSession(2);
                    {{use}}
                    Console.WriteLine($"{Model.Plan} {Model.Mermaid} {model.InstructionSet} {model.Unused.Count} {model.WeightBytes} {session.Context} {session.Taps.LayerCount}");
                }
            }
            """;
        Diagnostic error = Assert.Single(new TestProject(user).Generate().Errors);
        Assert.Equal("CS1029", error.Id);
    }

    [Fact]
    public void TheUsersCodeCompilesBesideAnUnreadableFile()
    {
        const string user = """
            [Transformer("config.json")] public sealed partial class Model;

            public static class Program
            {
                public static void Use(Model model)
                {
                    using Model.Session session = model.CreateSession();
                    _ = session.Forward([1]);
                    session.Encode([1], new float[16]);
                    _ = session.Classify([1]);
                    session.Predict([1], [0], new float[64]);
                }
            }
            """;
        Assert.Equal("CS1029", Assert.Single(TestProject.WithConfig("{", user).Generate().Errors).Id);
    }
}
