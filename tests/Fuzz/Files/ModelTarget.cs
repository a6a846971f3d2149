using Etch.Execution;
using Etch.Fuzz.Calls;
using Etch.Weights;

namespace Etch.Fuzz.Files;

/// <summary>A model's weights: what is accepted runs.</summary>
internal sealed class ModelTarget : Target
{
    private readonly string _path = Path.Combine(SeedFiles.Folder("weights"), "mutant.safetensors");
    private readonly SafetensorsMutator _mutator;

    public ModelTarget() => _mutator = new SafetensorsMutator(Seeds);

    public override string Name => "model";

    public override IReadOnlyList<byte[]> Seeds { get; } = [File.ReadAllBytes(RandomModel.Weights(Windowed.Describe))];

    public override string Place => "mutant.safetensors";

    /// <summary>All that is wrong stands in one exception: a line for each tensor of the model.</summary>
    public override int LongestMessage => 1000 * Windowed.Describe.Slots.Sum(slot => slot.Entries * slot.Weights.Length);

    public override bool Expects(Exception exception) => exception is InvalidDataException or WeightsException;

    public override void Read(byte[] mutant)
    {
        File.WriteAllBytes(_path, mutant);
        using ModelData model = ModelData.Load(Windowed.Describe, _path);
        using CausalSession session = new(model, 1);
        _ = session.Forward([1, 2, 3]);
    }

    protected override byte[] Structured(int seed, Random random) => _mutator.Mutate(seed, random);
}
