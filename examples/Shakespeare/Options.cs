using System.Globalization;
using System.Numerics;

namespace Etch.Examples.Shakespeare;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Help = """
        Goes on from a prompt in the manner of Shakespeare.

          --prompt TEXT      the text to go on from                             ROMEO:
          --tokens N         the most tokens to write                           200
          --seed N           the same seed writes the same text, everywhere     random
          --temperature X    0 always takes the likeliest token                 0.8
          --top-k N          chooses among the N likeliest; 0: among all        0
          --top-p X          chooses among the likeliest that make up X         1
          --threads N        the most threads to use; 0: all of the machine     0
          --help             says this

        The text goes to standard output, everything else to standard error. The variable
        ETCH_ISA chooses an instruction set: Avx512, Avx2, AdvSimd or Portable.

        """;

    public string Prompt { get; init; } = "ROMEO:";

    public int Tokens { get; init; } = 200;

    public ulong Seed { get; init; } = (uint)Random.Shared.Next();

    public float Temperature { get; init; } = 0.8f;

    public int TopK { get; init; }

    public float TopP { get; init; } = 1;

    public int Threads { get; init; }

    /// <exception cref="UsageException">An option that is unknown, or a value that it cannot take.</exception>
    public static Options Parse(string[] arguments)
    {
        Options options = new();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            options = options.With(arguments[i], arguments.ElementAtOrDefault(i + 1) ?? "");
        }

        return options;
    }

    private Options With(string name, string value) => name switch
    {
        "--prompt" => this with { Prompt = value.Length > 0 ? value : throw new UsageException("--prompt needs a text to go on from.") },
        "--tokens" => this with { Tokens = Number(name, value, 1, int.MaxValue) },
        "--seed" => this with { Seed = Number(name, value, 0UL, ulong.MaxValue) },
        "--temperature" => this with { Temperature = Number(name, value, 0f, float.MaxValue) },
        "--top-k" => this with { TopK = Number(name, value, 0, int.MaxValue) },
        "--top-p" => this with { TopP = Number(name, value, 0f, 1f) },
        "--threads" => this with { Threads = Number(name, value, 0, int.MaxValue) },
        _ => throw new UsageException($"There is no option '{name}'; --help lists those there are."),
    };

    private static T Number<T>(string name, string value, T least, T most) where T : INumber<T>, IMinMaxValue<T>
    {
        NumberStyles style = T.IsInteger(T.One / (T.One + T.One)) ? NumberStyles.None : NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return T.TryParse(value, style, CultureInfo.InvariantCulture, out T? number) && number >= least && number <= most
            ? number
            : throw new UsageException($"{name} needs a number {Range(least, most)}, not '{value}'.");
    }

    /// <summary>The largest number of a type is no limit that anybody meant.</summary>
    private static string Range<T>(T least, T most) where T : INumber<T>, IMinMaxValue<T> => most == T.MaxValue ? $"from {least} on" : $"from {least} to {most}";
}

/// <summary>A command line that asks for what there is not; the message is one sentence.</summary>
internal sealed class UsageException(string message) : Exception(message);
