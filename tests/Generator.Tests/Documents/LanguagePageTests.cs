using System.Reflection;
using Etch.Generator.Spec;

namespace Etch.Generator.Tests.Documents;

/// <summary>docs/language.md has every word with its arguments and an example, and every name that an argument can have.</summary>
public sealed class LanguagePageTests
{
    private static readonly Page s_page = Page.Of("docs/language.md");

    /// <summary>The enumerations of the language, but that of weights in memory, which no word takes yet.</summary>
    private static readonly Type[] s_enumerations =
        [.. typeof(WordTable).Assembly.GetTypes().Where(type => type.IsEnum && type.IsPublic && type.Namespace == typeof(WordTable).Namespace && type.Name != nameof(WeightFormat))];

    public static TheoryData<string> Words => [.. WordTable.Names];

    public static TheoryData<string> Names => [.. s_enumerations.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Words))]
    public void AWordHasASectionWithItsArgumentsAndAnExample(string word)
    {
        string section = s_page.Section(word) ?? throw new InvalidOperationException($"docs/language.md has no heading '{word}'.");
        string signature = section.TrimStart().Split('\n')[0];
        Assert.All(WordTable.Parameters(WordTable.Find(word)!), parameter => Assert.Contains(parameter.Name!, signature, StringComparison.OrdinalIgnoreCase));
        string examples = string.Concat(section.Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]));
        Assert.Matches($@"\b{word}\b", examples);
    }

    [Theory]
    [InlineData("Transformer", typeof(TransformerAttribute))]
    [InlineData("Checkpoint", typeof(CheckpointAttribute))]
    [InlineData("Tensor", typeof(TensorAttribute))]
    public void AWordOfTheClassHasASectionToo(string word, Type attribute)
    {
        string section = s_page.Section(word) ?? throw new InvalidOperationException($"docs/language.md has no heading '{word}'.");
        Assert.All(attribute.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly), property => Assert.Contains(property.Name, section, StringComparison.OrdinalIgnoreCase));
        Assert.Contains($"[{word}(", section, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EachNameOfAnArgumentIsThere(string enumeration) => Assert.All(
        Enum.GetNames(s_enumerations.Single(type => type.Name == enumeration)), name => Assert.Contains($"`{name}`", s_page.Text, StringComparison.Ordinal));
}
