using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Etch.Testing;

/// <summary>The generator and the analyzer of an assembly, loaded beside what this process has of its own.</summary>
internal sealed record AnalyzerAssembly(ImmutableArray<ISourceGenerator> Generators, ImmutableArray<DiagnosticAnalyzer> Analyzers)
{
    private static readonly ConcurrentDictionary<string, AnalyzerAssembly> s_loaded = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The assembly cannot be loaded, or has no generator.</exception>
    public static AnalyzerAssembly Load(string path) => s_loaded.GetOrAdd(path, Read);

    private static AnalyzerAssembly Read(string path)
    {
        List<string> failures = [];
        AnalyzerFileReference reference = new(path, new Loader(path));
        reference.AnalyzerLoadFailed += (_, failure) => failures.Add(failure.Exception?.Message ?? failure.Message);
        AnalyzerAssembly assembly = new(reference.GetGenerators(LanguageNames.CSharp), reference.GetAnalyzers(LanguageNames.CSharp));
        return assembly is { Generators.Length: 1, Analyzers.Length: > 0 } && failures.Count == 0 ? assembly : throw new InvalidOperationException(
            $"The generator '{path}' cannot be run by Etch.Testing: {(failures.Count == 0 ? "it has no generator of Etch." : string.Join(" ", failures))} "
            + "Use the same version of the packages Etch and Etch.Testing, and Microsoft.CodeAnalysis.CSharp 5.0.0 or newer.");
    }

    /// <summary>What the generator needs beside itself, it takes from this process.</summary>
    private sealed class Loader(string path) : IAnalyzerAssemblyLoader
    {
        private readonly AssemblyLoadContext _context = new($"Etch.Testing {path}");

        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => _context.LoadFromAssemblyPath(fullPath);
    }
}
