using Etch.Examples.Search;
using Etch.Text;
using Etch.Weights;

const int Done = 0, Failed = 1, Misused = 2;

if (args.Contains("--help"))
{
    Console.Write(Options.Help);
    return Done;
}

try
{
    Run(Options.Parse(args));
    return Done;
}
catch (UsageException error)
{
    Console.Error.WriteLine(error.Message);
    return Misused;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or WeightsException or PlatformNotSupportedException)
{
    Console.Error.WriteLine(error.Message);
    return Failed;
}

static void Run(Options options)
{
    List<(string Path, Paragraph Paragraph)> library = Library.Read(options.Folder);
    string folder = Path.Combine(AppContext.BaseDirectory, "model");
    using SentenceEncoder model = SentenceEncoder.Load(folder);
    using SentenceEncoder.Session session = model.CreateSession();
    TextVectors encoder = new(session, Tokenizer.Load(folder));

    float[][] paragraphs = encoder.Encode([.. library.Select(entry => entry.Paragraph.Text)], done => ShowProgress(done, library.Count));
    float[] query = encoder.Encode(options.Query);
    float[] scores = [.. paragraphs.Select(paragraph => TextVectors.Similarity(paragraph, query))];

    foreach (int best in Enumerable.Range(0, scores.Length).OrderByDescending(index => scores[index]).Take(options.Top))
    {
        (string path, Paragraph paragraph) = library[best];
        Console.WriteLine($"{scores[best]:F3}  {path}:{paragraph.Line}  {Beginning(paragraph.Text)}");
    }
}

static void ShowProgress(int done, int total)
{
    bool stays = Console.IsErrorRedirected || done == total;
    Console.Error.Write($"{(Console.IsErrorRedirected ? "" : "\r")}encoded {done} of {total} paragraphs{(stays ? Environment.NewLine : "")}");
}

static string Beginning(string text)
{
    const int Length = 100;
    string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    return line.Length <= Length ? line : line[..Length].TrimEnd() + "…";
}
