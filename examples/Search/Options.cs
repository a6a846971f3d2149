using System.Globalization;

namespace Etch.Examples.Search;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Help = """
        Finds the paragraphs of Markdown files that are nearest in meaning to a question.

          --query TEXT     what to look for
          --top N          how many paragraphs to show      5
          --folder PATH    the folder to search             this repository's README and docs
          --help           says this

        The paragraphs go to standard output, the best first: score, file:line, beginning.

        """;

    public string Query { get; init; } = "";

    public int Top { get; init; } = 5;

    /// <summary>Null: the files of this repository.</summary>
    public string? Folder { get; init; }

    /// <exception cref="UsageException">An option that is unknown, a value that it cannot take, or no query.</exception>
    public static Options Parse(string[] arguments)
    {
        Options options = new();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            options = options.With(arguments[i], arguments.ElementAtOrDefault(i + 1) ?? "");
        }

        return options.Query.Length > 0 ? options : throw new UsageException("Give a text to look for with --query TEXT; --help lists all options.");
    }

    private Options With(string name, string value) => name switch
    {
        "--query" => this with { Query = value },
        "--top" => this with { Top = Count(name, value) },
        "--folder" => this with { Folder = Directory.Exists(value) ? value : throw new UsageException($"--folder needs a folder, and there is none at '{value}'.") },
        _ => throw new UsageException($"There is no option '{name}'; --help lists those there are."),
    };

    private static int Count(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? count
            : throw new UsageException($"{name} needs a number from 1 on, not '{value}'.");
}

/// <summary>A command line that asks for what there is not; the message is one sentence.</summary>
internal sealed class UsageException(string message) : Exception(message);
