using Etch.Examples.Binary;

const int Done = 0, Failed = 1, Misused = 2;
const string Help = """
    Reads lines of text from standard input and writes the language of each, and how likely it is, to standard output.

      --json    writes each answer as an object of JSON
      --help    says this
    """;

if (args is not ([] or ["--json"]))
{
    bool asksForHelp = args is ["--help"];
    (asksForHelp ? Console.Out : Console.Error).WriteLine(asksForHelp ? Help : $"'{string.Join(' ', args)}' was asked for, but there are only --json and --help.");
    return asksForHelp ? Done : Misused;
}

try
{
    Run(args is ["--json"]);
    return Done;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
{
    Console.Error.WriteLine(error.Message);
    return Failed;
}

static void Run(bool asJson)
{
    const int LongestLine = 1 << 16, Together = 64;
    using Detector detector = new();
    LineReader input = new(Console.OpenStandardInput(), LongestLine);
    AnswerWriter output = new(Console.OpenStandardOutput(), asJson);
    while (input.Wait())
    {
        while (input.TryTake(out string line))
        {
            detector.Add(line);
            if (detector.Count == Together)
            {
                Answer(detector, output);
            }
        }

        Answer(detector, output); // what comes next may be long in coming
    }
}

static void Answer(Detector detector, AnswerWriter output)
{
    if (detector.Count > 0)
    {
        detector.Answer(output.Add);
        output.Flush();
    }
}
