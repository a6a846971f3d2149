using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Etch.Package.Tests;

/// <summary>What is inside the packages.</summary>
public class ContentTests(Feed feed)
{
    [Theory]
    [InlineData("Etch", "lib/net10.0/Etch.dll", "lib/net10.0/Etch.xml", "analyzers/dotnet/cs/Etch.Generator.dll", "analyzers/dotnet/cs/Etch.CodeFixes.dll",
        "build/Etch.props", "buildTransitive/Etch.targets", "README.md", "LICENSE", "icon.png", "Etch.nuspec")]
    [InlineData("Etch.Testing", "lib/net10.0/Etch.Testing.dll", "lib/net10.0/Etch.Testing.xml", "buildTransitive/Etch.Testing.targets", "README.md", "LICENSE", "icon.png", "Etch.Testing.nuspec")]
    public void APackageHasItsPartsAndNoOthers(string name, params string[] parts)
    {
        using ZipArchive package = ZipFile.OpenRead(File(name, "nupkg"));
        IEnumerable<string> own = package.Entries.Select(entry => entry.FullName).Where(entry => !entry.StartsWith("_rels/", StringComparison.Ordinal) && !entry.StartsWith("package/", StringComparison.Ordinal) && entry != "[Content_Types].xml");
        Assert.Equal(parts.Order(StringComparer.Ordinal), own.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Etch", "")]
    [InlineData("Etch.Testing", "Etch Microsoft.CodeAnalysis.CSharp")]
    public void APackageSaysWhatItIsAndWhatItNeeds(string name, string dependencies)
    {
        using ZipArchive package = ZipFile.OpenRead(File(name, "nupkg"));
        XElement about = XDocument.Load(package.GetEntry(name + ".nuspec")!.Open()).Root!.Elements().Single();
        string Value(string element) => about.Elements().Single(child => child.Name.LocalName == element).Value;
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.Equal("README.md", Value("readme"));
        Assert.True(Value("description").Length > 50);
        Assert.Equal(dependencies, string.Join(' ', about.Descendants().Where(child => child.Name.LocalName == "dependency").Select(child => (string)child.Attribute("id")!)));
    }

    [Theory]
    [InlineData("Etch")]
    [InlineData("Etch.Testing")]
    public void SymbolsLeadToThePublishedSources(string name)
    {
        using ZipArchive package = ZipFile.OpenRead(File(name, "snupkg"));
        using MemoryStream image = new();
        package.GetEntry($"lib/net10.0/{name}.pdb")!.Open().CopyTo(image);
        image.Position = 0;
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(image);
        MetadataReader reader = provider.GetMetadataReader();
        IEnumerable<string> documents = reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name));
        Assert.All(documents, document => Assert.StartsWith("/_/", document, StringComparison.Ordinal));
        if (Directory.Exists(Path.Combine(Repository.Root, ".git")))
        {
            IEnumerable<string> texts = reader.CustomDebugInformation.Select(handle => Encoding.UTF8.GetString(reader.GetBlobBytes(reader.GetCustomDebugInformation(handle).Value)));
            Assert.Contains(texts, text => text.Contains("\"/_/*\":\"https://raw.githubusercontent.com/etch-dotnet/etch/", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void WhatTheCompilerLoadsCarriesItsSymbols()
    {
        using ZipArchive package = ZipFile.OpenRead(File("Etch", "nupkg"));
        Assert.All(package.Entries.Where(entry => entry.FullName.StartsWith("analyzers/", StringComparison.Ordinal)), entry =>
        {
            using MemoryStream image = new();
            entry.Open().CopyTo(image);
            image.Position = 0;
            using PEReader reader = new(image);
            Assert.Contains(reader.ReadDebugDirectory(), directory => directory.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        });
    }

    [Fact]
    public void PackedTwiceTheBytesAreTheSame()
    {
        string again = feed.NewFolder("again");
        Feed.PackAnew(again);
        Assert.Equal(Hashes(feed.Path), Hashes(again));
    }

    private static IEnumerable<string> Hashes(string folder) => Directory.GetFiles(folder).Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexString(SHA256.HashData(System.IO.File.ReadAllBytes(file)))}");

    private string File(string name, string extension) => Path.Combine(feed.Path, $"{name}.{feed.Version}.{extension}");
}
