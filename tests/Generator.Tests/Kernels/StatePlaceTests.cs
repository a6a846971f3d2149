using Etch.Generator.Graph;
using Etch.Generator.Isa;
using Etch.Generator.Kernels;
using Etch.Reference;

namespace Etch.Generator.Tests.Kernels;

/// <summary>Where keys and values lie in a block.</summary>
public sealed class StatePlaceTests
{
    [Theory]
    [InlineData("Llama")]
    [InlineData("Twice")]
    public void StatesOfALayerThatLiveOnLieApart(string name)
    {
        CompiledModel model = Compiler.Compile(TinySpecs.All[name], [Avx2Table.Set]);
        List<BlockOffsetArgument> places = [.. model.Calls.Where(call => call.Node is AppendNode { State.Life: StateLife.Session })
            .Select(call => call.Arguments.OfType<BlockOffsetArgument>().Single())];
        Assert.NotEmpty(places);
        Assert.Equal(places.Count, places.Distinct().Count());
    }
}
