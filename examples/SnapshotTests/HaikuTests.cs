using Etch.Testing;

namespace Etch.Examples.SnapshotTests;

/// <summary>What Etch makes of Haiku is what was reviewed.</summary>
public class HaikuTests
{
    /// <summary>Reads like the paper; changes where the model changes.</summary>
    [Fact]
    public Task ForwardPass() => Snapshot.Verify(GeneratedCode.FromFile("Haiku.cs", new SnapshotOptions { ForwardPassOnly = true }));

    /// <summary>What callers see, the tensors that a file must have, and each kernel's name and arguments.</summary>
    [Fact]
    public Task Surface() => Snapshot.Verify(GeneratedCode.FromFile("Haiku.cs", new SnapshotOptions { WithoutBodies = true, InstructionSets = ["Portable"] }));

    /// <summary>A mistake is a sentence at its word, which a snapshot holds too.</summary>
    [Fact]
    public Task AMistake() => Snapshot.Verify(GeneratedCode.FromSource("""
        [Transformer(Width = 32, Context = 64)]
        [Tokens(96), LearnedPositions]
        [Attention(5), Causal, Residual]
        [LayerNorm, LanguageModelHead(Tied = true)]
        public sealed partial class Mistaken;
        """, new SnapshotOptions { ForwardPassOnly = true }));
}
