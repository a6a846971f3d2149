using Etch.Examples;
using Etch.Examples.Config;
using Etch.Text;
using Etch.Weights;

const int Done = 0, Failed = 1, Misused = 2;

if (args.Length > 0)
{
    bool asksForHelp = args is ["--help"];
    (asksForHelp ? Console.Out : Console.Error).WriteLine(
        "Reads lines of text from standard input and writes the language of each, and how likely it is, to standard output; it takes no options.");
    return asksForHelp ? Done : Misused;
}

try
{
    Run();
    return Done;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or WeightsException or PlatformNotSupportedException)
{
    Console.Error.WriteLine(error.Message);
    return Failed;
}

static void Run()
{
    string folder = Path.Combine(AppContext.BaseDirectory, "model");
    Tokenizer tokenizer = Tokenizer.Load(folder);
    using LanguageClassifier model = LanguageClassifier.Load(folder);
    using LanguageClassifier.Session session = model.CreateSession();
    string[] labels = Labels.Read(Path.Combine(folder, "config.json"), session.LabelCount);

    Console.Error.WriteLine($"{model.InstructionSet}; {labels.Length} languages: {string.Join(", ", labels)}");
    using StreamReader input = new(Console.OpenStandardInput()); // UTF-8, whatever the console's own encoding
    while (input.ReadLine() is { } line)
    {
        (int best, double probability) = MostLikely(session.Classify(tokenizer.Encode(line, maximumLength: session.Context)));
        Console.WriteLine(string.IsNullOrWhiteSpace(line) ? "" : $"{labels[best]}\t{probability:F3}");
    }
}

// The softmax of the largest logit.
static (int Label, double Probability) MostLikely(ReadOnlySpan<float> logits)
{
    int best = 0;
    for (int label = 1; label < logits.Length; label++)
    {
        best = logits[label] > logits[best] ? label : best;
    }

    double sum = 0;
    foreach (float logit in logits)
    {
        sum += Math.Exp(logit - logits[best]);
    }

    return (best, 1 / sum);
}
