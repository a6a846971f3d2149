using System.Text.RegularExpressions;
using Etch.Generator.Tests.Support;

namespace Etch.Generator.Tests.Snapshots;

/// <summary>One kernel of each kind for each instruction set, small enough to be read on a page.</summary>
public class KernelSnapshots : SnapshotTest
{
    private const string Head = "[Transformer(Width = 16, Context = 32)] ";

    /// <summary>The snapshot's name, the brackets, and the kernel's name in the generated text.</summary>
    private static readonly (string Name, string Brackets, string Kernel)[] s_kernels =
    [
        ("Product", "[Tokens(48)] [Project(16, Bias = false)]", "Product16"),
        ("ProductBias", "[Tokens(48)] [FeedForward(32, Activation.GeluTanh), Residual]", "Product16Bias"),
        ("GeluTanh", "[Tokens(48)] [FeedForward(32, Activation.GeluTanh), Residual]", "GeluTanh32"),
        ("ProductResidual", "[Tokens(48)] [FeedForward(32, Activation.GeluTanh), Residual]", "Product32BiasAdd"),
        ("ProductPair", "[Tokens(48)] [FeedForward(32, Activation.Silu, Gated = true, Bias = false)]", "Product16Pair"),
        ("SiluGate", "[Tokens(48)] [FeedForward(32, Activation.Silu, Gated = true, Bias = false)]", "SiluGate32"),
        ("LayerNorm", "[Tokens(48)] [LayerNorm]", "LayerNorm16"),
        ("RmsNorm", "[Tokens(48)] [RmsNorm]", "RmsNorm16"),
        ("Normalize", "[Tokens(48)] [Normalize]", "Normalize16"),
        ("RotateHalves", "[Tokens(48)] [Repeat(1)] [Attention(2, Bias = false), Rotary, Causal] [End]", "Rotate4x8"),
        ("RotateAdjacent", "[Tokens(48)] [Repeat(1)] [Attention(2, Bias = false), Rotary(Pairing = Pairing.Adjacent), Causal] [End]", "Rotate4x8"),
        ("AppendKeys", "[Tokens(48)] [Repeat(1)] [Attention(2, Bias = false), Causal] [End]", "AppendKeys2x8"),
        ("AppendValues", "[Tokens(48)] [Repeat(1)] [Attention(2, Bias = false), Causal] [End]", "AppendValues2x8"),
        ("AttentionCausal", "[Tokens(48)] [Repeat(1)] [Attention(2, Bias = false), Causal] [End]", "Attention2x8"),
        ("AttentionWindow", "[Tokens(48)] [Repeat(1)] [Attention(2, Bias = false), Causal, Window(8)] [End]", "Attention2x8"),
        ("EmbedTied", "[Tokens(48)] [Repeat(1)] [Attention(2, Bias = false), Causal] [End] [LanguageModelHead(Tied = true)]", "Embed16"),
        ("Silu", "[Tokens(48)] [LayerNorm, Activate(Activation.Silu)]", "Map16Silu"),
        ("PoolMean", "[Tokens(48)] [Pool(Pooling.Mean)]", "PoolMean16"),
    ];

    public static TheoryData<string, string> Cases => new(
        from kernel in s_kernels from isa in new[] { "Avx512", "Avx2", "AdvSimd", "Portable" } select (kernel.Name, isa));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AKernelReadsAsItsFormula(string name, string isa)
    {
        (_, string brackets, string kernel) = s_kernels.First(candidate => candidate.Name == name);
        GeneratedProject made = new TestProject($"{Head}{brackets} public sealed partial class Model;").For(isa).Generate();
        await Verify(Method(made[$"Model.{isa}.g.cs"], kernel)).UseName($"{name}.{isa}");
    }

    /// <summary>A method with its summary and attributes.</summary>
    private static string Method(string file, string name)
    {
        Match found = Regex.Match(file, $@"(?m)^( +)/// <summary>.*\n(?: +\[.*\n)* +public static unsafe void {name}\([\s\S]*?\n\1\}}\n");
        Assert.True(found.Success, $"No kernel is named {name}; there are {string.Join(", ", Regex.Matches(file, @"unsafe void (\w+)\(").Select(match => match.Groups[1].Value))}.");
        return Regex.Replace(found.Value, $"(?m)^{found.Groups[1].Value}", "");
    }
}
