using Etch.Generator.Diagnostics;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Etch.CodeFixes.Tests;

/// <summary>Each mend is applied to a broken declaration; the file is then what a person would have written, and the project compiles.</summary>
public class FixTests
{
    private const string Head = "[Transformer(Width = 16, Context = 32)]\n[Tokens(64), LearnedPositions]\n";

    [Theory]
    [InlineData("public sealed class Model;", "public sealed partial class Model;")]
    [InlineData("class Model;", "partial class Model;")]
    [InlineData("/// <summary>A model.</summary>\npublic class Model\n{\n}", "/// <summary>A model.</summary>\npublic partial class Model\n{\n}")]
    public Task PartialIsWritten(string broken, string mended) => AssertMends(new PartialFix(), Rules.NotPartial, Head + broken, Head + mended, "Write 'partial'");

    [Fact]
    public Task PartialIsWrittenWhereItLacks() => AssertMends(
        new PartialFix(), Rules.NotPartial, Head + "public sealed class Model;\n\npartial class Model;", Head + "public sealed partial class Model;\n\npartial class Model;", "Write 'partial'");

    [Theory]
    [InlineData("[Repeat(2)]\n[LayerNorm, Attention(2), Residual]\n", "[Pool(Pooling.Mean)]\n")]
    [InlineData("[Repeat(2)]\n[LayerNorm, Attention(2), Residual]\n", "[LayerNorm, LanguageModelHead]\n")]
    [InlineData("[Repeat(2)]\n[LayerNorm, Attention(2), Residual]\n", "[Etch.Classifier(3)]\n")]
    [InlineData("[Repeat(2)]\n[LayerNorm, Attention(2), Residual]\n", "")]
    public Task EndIsWrittenBeforeWhatNeverRepeats(string stack, string rest) => AssertMends(
        new EndFix(), Rules.RepeatWithoutEnd, $"{Head}{stack}{rest}public partial class Model;", $"{Head}{stack}[End]\n{rest}public partial class Model;", "Write [End]");

    [Fact]
    public Task EndIsWrittenBetweenTwoStacks() => AssertMends(
        new EndFix(), Rules.RepeatNested,
        Head + "[Repeat(2)]\n[LayerNorm]\n[Repeat(3)]\n[Attention(2), Residual]\n[End]\npublic partial class Model;",
        Head + "[Repeat(2)]\n[LayerNorm]\n[End]\n[Repeat(3)]\n[Attention(2), Residual]\n[End]\npublic partial class Model;", "Write [End]");

    [Fact]
    public Task AnEndThatClosesNothingIsRemoved() => AssertMends(
        new EndFix(), Rules.EndWithoutRepeat, Head + "[LayerNorm]\n[End]\npublic partial class Model;", Head + "[LayerNorm]\npublic partial class Model;", "Remove this [End]");

    [Fact]
    public Task AWordOnTheSameLineIsClosedThere() => AssertMends(
        new EndFix(), Rules.RepeatWithoutEnd,
        "namespace N\n{\n    [Transformer(Width = 16, Context = 32)] [Tokens(64)] [Repeat(2)] [LayerNorm] public partial class Model;\n}",
        "namespace N\n{\n    [Transformer(Width = 16, Context = 32)] [Tokens(64)] [Repeat(2)] [LayerNorm] [End] public partial class Model;\n}", "Write [End]");

    [Theory]
    [InlineData("Attention(3)", "Attention(2)", Rules.HeadsDoNotDivide, "Write 2 heads")]
    [InlineData("Attention(15, Bias = false), Causal", "Attention(16, Bias = false), Causal", Rules.HeadsDoNotDivide, "Write 16 heads")]
    [InlineData("Attention(heads: 5)", "Attention(heads: 4)", Rules.HeadsDoNotDivide, "Write 4 heads")]
    [InlineData("Attention(8, KeyValueHeads = 3)", "Attention(8, KeyValueHeads = 2)", Rules.KeyValueHeadsDoNotDivide, "Write 2 key-value heads")]
    public Task TheNearestHeadsThatDivideAreWritten(string broken, string mended, string id, string title) => AssertMends(
        new HeadsFix(), id, $"{Head}[LayerNorm, {broken}, Residual]\npublic partial class Model;", $"{Head}[LayerNorm, {mended}, Residual]\npublic partial class Model;", title);

    [Theory]
    [InlineData("[LayerNrm]", "[LayerNorm]", "CS0246", "Write 'LayerNorm'")]
    [InlineData("[Atention(2), Residual]", "[Attention(2), Residual]", "CS0246", "Write 'Attention'")]
    [InlineData("[LayerNorm, Etch.FeedFoward(32, Activation.Relu)]", "[LayerNorm, Etch.FeedForward(32, Activation.Relu)]", "CS0234", "Write 'FeedForward'")]
    [InlineData("[Attention(4, KeyValueHead = 2)]", "[Attention(4, KeyValueHeads = 2)]", "CS0246", "Write 'KeyValueHeads'")]
    [InlineData("[FeedForward(32, Activation.GeluTan)]", "[FeedForward(32, Activation.GeluTanh)]", "CS0117", "Write 'GeluTanh'")]
    [InlineData("[FeedForward(32, Activtion.Relu)]", "[FeedForward(32, Activation.Relu)]", "CS0103", "Write 'Activation'")]
    public Task AWordThatIsNearlyOneIsWrittenAsThatOne(string broken, string mended, string id, string title) => AssertMends(
        new NearWordFix(), id, $"{Head}{broken}\npublic partial class Model;", $"{Head}{mended}\npublic partial class Model;", title);

    [Theory]
    [InlineData("[Wavelet(2)]")]
    [InlineData("[Xyz]")]
    public async Task AWordThatIsNearNoneIsLeft(string word)
    {
        using EditedProject project = new($"{Head}{word}\npublic partial class Model;");
        Assert.Null(await project.Mend(new NearWordFix(), "CS0246"));
    }

    [Fact]
    public async Task AnAttributeOfAnotherClassIsLeft()
    {
        using EditedProject project = new("[LayerNrm] public class Other;");
        Assert.Null(await project.Mend(new NearWordFix(), "CS0246"));
    }

    [Fact]
    public async Task AFamilyThatIsNearlyOneIsWrittenIntoTheConfiguration()
    {
        const string Config = """{ "model_type": "gpt-2", "vocab_size": 64, "n_embd": 16, "n_layer": 2, "n_head": 2, "n_positions": 32, "architectures": ["GPT2LMHeadModel"] }""";
        using EditedProject project = new("[Transformer(\"config.json\")] public partial class Model;", Config);
        Assert.Equal("Write 'gpt2' in config.json", await project.Mend(new FamilyFix(), Rules.UnknownFamily));
        Assert.Equal(Config.Replace("gpt-2", "gpt2"), await project.Config());
        Assert.Empty(await project.Errors());
    }

    [Fact]
    public async Task AFamilyThatIsNearNoneIsLeft()
    {
        using EditedProject project = new("[Transformer(\"config.json\")] public partial class Model;", "{ \"model_type\": \"mamba-hybrid\" }");
        Assert.Null(await project.Mend(new FamilyFix(), Rules.UnknownFamily));
    }

    private static async Task AssertMends(CodeFixProvider fix, string id, string broken, string mended, string title)
    {
        using EditedProject project = new(broken);
        Assert.Equal(title, await project.Mend(fix, id));
        Assert.Equal(mended, await project.Text());
        Assert.Empty(await project.Errors());
    }
}
