using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Etch.Generator.Tests.Support;

/// <summary>What an IDE needs of an incremental generator: nothing is made twice, and nothing keeps a compilation alive.</summary>
internal static class StepCheck
{
    private static readonly Type[] s_forbidden =
        [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(Location), typeof(Compilation), typeof(SemanticModel), typeof(AttributeData), typeof(Diagnostic)];

    /// <summary>Every step of the second run took its result from the first.</summary>
    public static void NothingRunsAgain(GeneratorRunResult first, GeneratorRunResult second)
    {
        foreach (string name in TrackingNames.All)
        {
            Assert.True(first.TrackedSteps.ContainsKey(name) || first.GeneratedSources.IsEmpty, $"The step {name} did not run.");
            foreach (IncrementalGeneratorRunStep step in Steps(second, name))
            {
                Assert.All(step.Outputs, output => Assert.True(
                    output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"The step {name} is {output.Reason} after an edit elsewhere."));
            }
        }

        Assert.All(second.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(step => step.Outputs), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.Equal(first.GeneratedSources.Select(file => file.SourceText.ToString()), second.GeneratedSources.Select(file => file.SourceText.ToString()));
    }

    /// <summary>No value that a step keeps reaches the compilation, over whatever fields.</summary>
    public static void NothingHoldsTheCompilation(GeneratorRunResult run)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        foreach (string name in TrackingNames.All)
        {
            foreach ((object value, _) in Steps(run, name).SelectMany(step => step.Outputs))
            {
                Walk(value, name, seen);
            }
        }
    }

    /// <summary>A project without a model has no steps.</summary>
    private static ImmutableArray<IncrementalGeneratorRunStep> Steps(GeneratorRunResult run, string name) => run.TrackedSteps.TryGetValue(name, out ImmutableArray<IncrementalGeneratorRunStep> steps) ? steps : [];

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string or Type or MemberInfo || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        Assert.False(s_forbidden.Any(type => type.IsInstanceOfType(value)), $"{path} holds a {value.GetType().Name}.");
        if (value is Array items)
        {
            foreach (object? item in items)
            {
                Walk(item, $"{path}[]", seen);
            }
        }

        for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
