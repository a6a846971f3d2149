using Etch;
using Etch.Examples.Shakespeare;
using Etch.Text;
using Etch.Weights;

const int Done = 0, Failed = 1, Misused = 2, Interrupted = 130; // 128 + SIGINT, as shells have it

if (args.Contains("--help"))
{
    Console.Write(Options.Help);
    return Done;
}

CancellationTokenSource interrupt = new();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    interrupt.Cancel();
};

try
{
    Run(Options.Parse(args), interrupt.Token);
    return Done;
}
catch (OperationCanceledException)
{
    return Interrupted;
}
catch (UsageException error)
{
    Tell(error.Message);
    return Misused;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or WeightsException or PlatformNotSupportedException)
{
    Tell(error.Message);
    return Failed;
}

static void Run(Options options, CancellationToken cancellation)
{
    string folder = Path.Combine(AppContext.BaseDirectory, "model");
    Tokenizer tokenizer = Tokenizer.Load(folder);
    using Bard bard = Bard.Load(folder, new LoadOptions { Cancellation = cancellation });
    using Bard.Session session = bard.CreateSession(options.Threads);

    int[] prompt = tokenizer.Encode(options.Prompt);
    if (prompt.Length > session.Context)
    {
        throw new UsageException($"--prompt has {prompt.Length} tokens, but the model reads at most {session.Context}.");
    }

    GenerationOptions generation = new()
    {
        MaxTokens = options.Tokens,
        Sampler = new SamplerOptions { Temperature = options.Temperature, TopK = options.TopK, TopP = options.TopP, Seed = options.Seed },
        StopTokens = tokenizer.TryGetId("<|endoftext|>", out int end) ? [end] : [],
    };

    Tell($"{bard.InstructionSet}, {Report.Threads(options.Threads)}, seed {options.Seed}");
    TextGenerator generator = new(session, tokenizer);
    WriteText(options.Prompt, generator.Generate(prompt, generation, cancellation));
    Tell(Report.Of(generator.LastResult!));
}

/// <summary>A word beside the text; where standard error is closed, the text goes on without it.</summary>
static void Tell(string line)
{
    try
    {
        Console.Error.WriteLine(line);
    }
    catch (Exception error) when (error is IOException or UnauthorizedAccessException)
    {
    }
}

static void WriteText(string prompt, IEnumerable<GeneratedToken> tokens)
{
    Console.Write(prompt);
    bool isLineEnded = prompt.EndsWith('\n');
    try
    {
        foreach (GeneratedToken token in tokens)
        {
            Console.Write(token.Text);
            isLineEnded = token.Text.Length > 0 ? token.Text.EndsWith('\n') : isLineEnded;
        }
    }
    finally
    {
        Console.Write(isLineEnded ? "" : Environment.NewLine);
    }
}
