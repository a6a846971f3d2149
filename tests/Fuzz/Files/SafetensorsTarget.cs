using System.Buffers.Binary;
using Etch.Reference;
using Etch.Weights;

namespace Etch.Fuzz.Files;

/// <summary>A safetensors file: its header from memory that ends at a forbidden page, then the file itself and every element of it.</summary>
internal sealed class SafetensorsTarget : Target
{
    private readonly string _path = Path.Combine(SeedFiles.Folder("safetensors"), "mutant.safetensors");
    private readonly GuardedBuffer? _guarded = GuardedBuffer.IsSupported ? new GuardedBuffer(8 << 20) : null;
    private readonly SafetensorsMutator _mutator;

    public SafetensorsTarget() => _mutator = new SafetensorsMutator(Seeds);

    public override string Name => "safetensors";

    public override IReadOnlyList<byte[]> Seeds { get; } = SeedFiles.Named("golden.safetensors");

    public override string Place => "mutant.safetensors";

    public override void Read(byte[] mutant)
    {
        File.WriteAllBytes(_path, mutant);
        ReadHeader(mutant);
        using WeightSource source = WeightSource.Open(_path);
        foreach (string name in source.Names)
        {
            ReadAll(source.Find(name)!);
        }
    }

    protected override byte[] Structured(int seed, Random random) => _mutator.Mutate(seed, random);

    private void ReadHeader(byte[] mutant)
    {
        int length = mutant.Length < 8 ? 0 : (int)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(mutant), (ulong)mutant.Length - 8);
        ReadOnlySpan<byte> header = mutant.AsSpan(Math.Min(8, mutant.Length), length);
        _ = SafetensorsHeader.Read(_path, _guarded is null ? header : _guarded.Copy(header), mutant.Length - 8 - length);
    }

    private void ReadAll(SafetensorsTensor tensor)
    {
        // The header was checked, so no tensor is longer than the file.
        int bytes = checked((int)tensor.ByteLength);
        tensor.ReadBytes(0, _guarded is null ? new byte[bytes] : _guarded.Last<byte>(bytes));
        if (tensor.Type is SafetensorsType.F32 or SafetensorsType.F16 or SafetensorsType.BF16)
        {
            int count = checked((int)tensor.ElementCount);
            tensor.Read(0, _guarded is null ? new float[count] : _guarded.Last<float>(count));
        }
    }
}
