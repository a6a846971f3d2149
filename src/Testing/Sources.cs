using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Etch.Testing;

/// <summary>The texts that the generator is run on. Paths are relative and written with slashes, so that none of a machine shows.</summary>
/// <param name="Code">Files of C#.</param>
/// <param name="Json">The AdditionalFiles.</param>
internal sealed record Sources(IReadOnlyList<(string Path, string Text)> Code, IReadOnlyList<(string Path, string Text)> Json);

/// <summary>An AdditionalFiles item.</summary>
internal sealed class JsonText(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}

/// <summary>The one property of MSBuild that a snapshot chooses.</summary>
internal sealed class BuildProperties(string instructionSets) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(instructionSets);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Values(string instructionSets) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.EtchInstructionSets" && instructionSets.Length > 0 ? instructionSets : null;
            return value is not null;
        }
    }
}
