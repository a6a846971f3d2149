using System.Diagnostics;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Etch.Reference;

namespace Etch.Benchmarks;

/// <summary>What a model costs the compiler: the generator's time cold and warm, lines by instruction set, IL of the largest method.</summary>
internal static class GeneratorTime
{
    private static readonly (string Name, string Source)[] s_models =
    [
        ("GPT-2 small", """
            [Transformer(Width = 768, Context = 1024)] [Tokens(50257), LearnedPositions] [Repeat(12)] [LayerNorm, Attention(12), Causal, Residual]
            [LayerNorm, FeedForward(3072, Activation.GeluTanh), Residual] [End] [LayerNorm, LanguageModelHead(Tied = true)] [Checkpoint(Naming.Gpt2)] public sealed partial class Model;
            """),
        ("MiniLM", """
            [Transformer(Width = 384, Context = 512, Epsilon = 1e-12f)] [Tokens(30522), Segments(2), LearnedPositions, LayerNorm] [Repeat(6)] [Attention(12), Residual, LayerNorm]
            [FeedForward(1536, Activation.Gelu), Residual, LayerNorm] [End] [Pool(Pooling.Mean), Normalize] [Checkpoint(Naming.Bert)] public sealed partial class Model;
            """),
        ("Shakespeare", """
            [Transformer(Width = 192, Context = 256)] [Tokens(1024)] [Repeat(6)] [RmsNorm, Attention(6, KeyValueHeads = 2, Bias = false), Rotary(10_000), Causal, Residual]
            [RmsNorm, FeedForward(512, Activation.Silu, Gated = true, Bias = false), Residual] [End] [RmsNorm, LanguageModelHead(Tied = true)] [Checkpoint(Naming.Llama)] public sealed partial class Model;
            """),
    ];

    public static void Run()
    {
        foreach ((string name, string source) in s_models)
        {
            double first = Time(source, out _), second = Enumerable.Range(0, 5).Min(_ => Time(source, out GeneratorRun _));
            Time(source, out GeneratorRun run);
            string lines = string.Join(", ", run.Files.Select(file => $"{Short(file.Name)} {file.Text.Count(character => character == '\n')}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: generator {first:F2} s first, {second:F2} s after; {run.Files.Sum(file => file.Text.Count(character => character == '\n'))} lines ({lines}); largest method {LargestMethod(run)} bytes of IL"));
        }
    }

    private static double Time(string source, out GeneratorRun run)
    {
        long start = Stopwatch.GetTimestamp();
        run = GeneratorRun.Run(source);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static string Short(string name) => name.Replace("Model.", "", StringComparison.Ordinal).Replace(".g.cs", "", StringComparison.Ordinal).Replace("g.cs", "model", StringComparison.Ordinal);

    private static int LargestMethod(GeneratorRun run)
    {
        using MemoryStream image = new();
        run.Compilation.Emit(image);
        image.Position = 0;
        using PEReader reader = new(image);
        MetadataReader metadata = reader.GetMetadataReader();
        return metadata.MethodDefinitions.Select(handle => metadata.GetMethodDefinition(handle)).Where(method => method.RelativeVirtualAddress != 0)
            .Max(method => reader.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!.Length);
    }
}
