using System.Collections.Immutable;
using Etch.Generator.Diagnostics;
using Etch.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Etch.Generator.Tests.Diagnostics;

/// <summary>What is wrong around a declaration: its file, its project, its cost. Each with the word that the squiggle lies under.</summary>
public class ProjectSquiggleTests
{
    private const string FromFile = "[[|Transformer(\"config.json\")|]] public sealed partial class Model;";
    private const string Small = "[[|Transformer(Width = 16, Context = 32)|]] [Tokens(64)] public sealed partial class Model { }";

    /// <summary>Configurations behind <c>[Transformer("config.json")]</c>.</summary>
    public static TheoryData<string, string> Configs => new()
    {
        { Rules.NotJson, "{" },
        { Rules.UnknownFamily, """{ "model_type": "gpt5" }""" },
        { Rules.UnsupportedField, """{ "model_type": "distilbert", "surprise": 1 }""" },
        { Rules.UnsupportedField, """{ "model_type": "llama", "vocab_size": 64, "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "rope_scaling": { "rope_type": "linear", "factor": 2.0, "surprise": 1 } }""" },
        { Rules.MissingField, """{ "model_type": "gpt2", "vocab_size": 64, "n_head": 2, "n_layer": 2 }""" },
        { Rules.WrongField, """{ "model_type": "distilbert", "vocab_size": "64" }""" },
        { Rules.WrongField, """{ "model_type": "llama", "vocab_size": 64, "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "rope_scaling": { "rope_type": "linear", "factor": "2" } }""" },
        { Rules.Contradiction, """{ "model_type": "distilbert", "dim": 96, "hidden_size": 48 }""" },
        { Rules.Contradiction, """{ "model_type": "gpt2", "vocab_size": 64, "n_embd": 16, "hidden_size": 32, "n_head": 2, "n_layer": 2 }""" },
        { Rules.Contradiction, """{ "model_type": "gpt2", "vocab_size": 64, "n_embd": 16, "n_head": 2, "n_layer": 2, "n_positions": 32, "n_ctx": 64 }""" },
        { Rules.Contradiction, """{ "model_type": "bert", "architectures": ["BertForTokenClassification"], "num_labels": 3, "id2label": { "0": "no", "1": "yes" } }""" },
        { Rules.Contradiction, """{ "model_type": "llama", "vocab_size": 64, "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "rope_theta": 500.0, "rope_parameters": { "rope_type": "default", "rope_theta": 10000.0 } }""" },
        { Rules.Contradiction, """{ "model_type": "llama", "vocab_size": 64, "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "rope_scaling": { "rope_type": "default" }, "rope_parameters": { "rope_type": "linear", "factor": 2.0 } }""" },
        { Rules.Contradiction, """{ "model_type": "llama", "vocab_size": 64, "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "rope_scaling": { "type": "dynamic", "rope_type": "linear", "factor": 2.0 } }""" },
        { Rules.DynamicRotary, """{ "model_type": "llama", "vocab_size": 64, "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "rope_scaling": { "rope_type": "dynamic", "factor": 2.0 } }""" },
    };

    /// <summary>Declarations without a mistake, and what is said of their cost or of what is missing around them.</summary>
    public static TheoryData<string, string> Sources => new()
    {
        { Rules.NoTransformer, "[[|Tokens(64)|], LearnedPositions] [Pool(Pooling.Mean)] public sealed partial class Model;" },
        { Rules.NoTransformer, "[[|Checkpoint(Naming.Gpt2)|]] public sealed partial class Model;" },
        { Rules.NoTransformer, "[Obsolete] [[|Tensor(\"a\", \"b\")|]] public sealed partial class Model;" },
        { Rules.NoConfig, "[[|Transformer(\"other.json\")|]] public sealed partial class Model;" },
        { Rules.WastedLanes, "[[|Transformer(Width = 40, Context = 32)|]] [Tokens(64)] public sealed partial class Model;" },
        { Rules.WastedLanes, "[Transformer(Width = 32, Context = 32)] [Tokens(64)] [Repeat(2)] [LayerNorm, [|FeedForward(36, Activation.Relu)|], Residual] [End] public sealed partial class Model;" },
        { Rules.WastedLanes, "[Transformer(Width = 32, Context = 32)] [Tokens(64)] [Repeat(2)] [LayerNorm, Project(48)] [[|Project(17)|]] [Project(32)] [End] public sealed partial class Model;" },
        { Rules.WastedLanes, "[Transformer(Width = 32, Context = 32)] [Tokens(64)] [Repeat(2)] [LayerNorm, [|Attention(2, HeadWidth = 24)|], Residual] [End] public sealed partial class Model;" },
        { Rules.LargeCache, "[[|Transformer(Width = 32, Context = 9000)|]] [Tokens(64)] [Repeat(2)] [LayerNorm, Attention(2), Causal, Residual] [End] [LanguageModelHead] public sealed partial class Model;" },
        { Rules.LargeVocabulary, "[Transformer(Width = 32, Context = 32)] [Tokens(32000)] [Repeat(2)] [LayerNorm, Attention(2), Causal, Residual] [End] [LayerNorm, [|LanguageModelHead(Tied = true)|]] public sealed partial class Model;" },
    };

    [Theory]
    [MemberData(nameof(Configs))]
    public void AWrongFileIsUnderlinedWhereItIsNamed(string id, string config)
    {
        Marked marked = new(FromFile);
        Only(id, marked, TestProject.WithConfig(config, marked.Source));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void TheWordThatCostsIsUnderlined(string id, string source)
    {
        Marked marked = new(source);
        Only(id, marked, new TestProject(marked.Source));
    }

    [Fact]
    public void ASettingIsUnderlinedAtTheWordThatNeedsIt()
    {
        Marked marked = new(Small);
        TestProject project = new(marked.Source);
        Only(Rules.UnsafeCode, marked, project with { AllowsUnsafe = false });
        Only(Rules.OldLanguage, marked, project with { Language = LanguageVersion.CSharp11 });
        Only(Rules.OldFramework, marked, project with { Framework = OldFramework.Of(8) });
        Only(Rules.DebugBuild, marked, project with { IsOptimised = false });
        Only(Rules.AotInstructionSet, marked, Aot(project, "win-x64", ""));
        Assert.Empty(Aot(project, "win-x64", "x86-64-v4").Analyze());
        Assert.Empty(Aot(project, "osx-arm64", "").Analyze());
    }

    /// <summary>The rule asks for no newer C# than the generated code does.</summary>
    [Fact]
    public void TheOldestLanguageIsTheOneThatTheCodeNeeds()
    {
        TestProject project = new TestProject(Shapes.Mixed.Replace("class Model;", "class Model { }", StringComparison.Ordinal)).For("Portable");
        (project with { Language = LanguageVersion.CSharp12 }).Generate().Compiled();
        Assert.NotEmpty((project with { Language = LanguageVersion.CSharp11 }).Generate().Errors);
    }

    /// <summary>Whoever takes a model from a file cannot choose its sizes.</summary>
    [Fact]
    public void NoAdviceIsGivenOnAFile() => Assert.Empty(TestProject.WithConfig("""{ "model_type": "distilbert", "dim": 36, "n_heads": 4, "hidden_dim": 40 }""").Analyze());

    private static TestProject Aot(TestProject project, string runtime, string set) => project with
    {
        Properties = ImmutableDictionary<string, string>.Empty.Add("build_property.PublishAot", "true").Add("build_property.RuntimeIdentifier", runtime).Add("build_property.IlcInstructionSet", set),
    };

    private static void Only(string id, Marked marked, TestProject project)
    {
        Diagnostic found = Assert.Single(project.Analyze());
        Assert.Equal(id, found.Id);
        marked.IsAt(found);
        Assert.EndsWith(".", found.GetMessage());
    }
}
