namespace Etch.Generator.Tests.Documents;

/// <summary>A C# block as texts that a project is made of.</summary>
/// <param name="Usings">The block's own usings.</param>
/// <param name="Own">Its types, and a method around its statements.</param>
/// <param name="Earlier">The types of the blocks before it that its statements see, the latest of each name.</param>
internal sealed record Parts(string Usings, string Own, string Earlier)
{
    public static Parts Of(Page page, int number)
    {
        CodeBlock block = new(page.Blocks[number].Text);
        HashSet<string> names = [.. block.Types.Select(type => type.Name)];
        IEnumerable<string> earlier = page.Blocks.Take(number).Where(other => other.Language == "csharp").Reverse()
            .SelectMany(other => new CodeBlock(other.Text).Types).Where(type => block.Statements.Length > 0 && names.Add(type.Name)).Select(type => type.Text);
        string method = block.Statements.Length == 0 ? "" :
            $"public static class Caller {{ public static async System.Threading.Tasks.Task Call() {{ {block.Statements}\n await System.Threading.Tasks.Task.Yield(); }} }}";
        return new Parts(block.Usings, string.Join('\n', [.. block.Types.Select(type => type.Text), method]), string.Join('\n', earlier));
    }
}
