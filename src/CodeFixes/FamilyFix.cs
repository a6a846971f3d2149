using System.Collections.Immutable;
using System.Composition;
using System.Text.RegularExpressions;
using Etch.Generator.Diagnostics;
using Etch.Generator.Families;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Etch.CodeFixes;

/// <summary>ETCH203: writes the nearest family that Etch knows into the configuration, where the name is nearly that.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FamilyFix)), Shared]
public sealed class FamilyFix : CodeFixProvider
{
    private static readonly Regex s_type = new("(?<=\"model_type\"\\s*:\\s*\")[^\"\\\\]*(?=\")", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.UnknownFamily];

    /// <summary>Each configuration is mended for itself.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>()?.ArgumentList?.Arguments.FirstOrDefault() is not { } argument
            || model?.GetConstantValue(argument.Expression, context.CancellationToken).Value is not string wanted
            || File(context.Document.Project, wanted) is not { } file)
        {
            return;
        }

        SourceText text = await file.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (s_type.Match(text.ToString()) is { Success: true } type && Near(type.Value) is { } family)
        {
            SourceText mended = text.Replace(type.Index, type.Length, family);
            Solution changed = context.Document.Project.Solution.WithAdditionalDocumentText(file.Id, mended);
            context.RegisterCodeFix(CodeAction.Create($"Write '{family}' in {file.Name}", _ => Task.FromResult(changed), nameof(FamilyFix)), context.Diagnostics);
        }
    }

    /// <summary>The file that the generator reads for this name: the shortest path that ends so.</summary>
    private static TextDocument? File(Project project, string wanted) => project.AdditionalDocuments
        .Where(file => ("/" + (file.FilePath ?? file.Name).Replace('\\', '/')).EndsWith("/" + wanted.Replace('\\', '/').TrimStart('.', '/'), StringComparison.Ordinal))
        .OrderBy(file => (file.FilePath ?? file.Name).Length).FirstOrDefault();

    private static string? Near(string type)
    {
        string near = NearName.Of(type, Family.All.SelectMany(family => family.ModelTypes));
        return NearName.Distance(type, near) <= Math.Max(1, near.Length / 3) ? near : null;
    }
}
