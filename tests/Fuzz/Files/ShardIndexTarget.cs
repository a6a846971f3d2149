using System.Text;
using Etch.Weights;

namespace Etch.Fuzz.Files;

/// <summary>The index of a model in two parts, in the form in which converters write it; the parts are right.</summary>
internal sealed class ShardIndexTarget : Target
{
    private readonly string _path;

    public ShardIndexTarget()
    {
        string folder = SeedFiles.Folder("shards");
        _path = Path.Combine(folder, "model.safetensors.index.json");
        string[] shards = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"];
        StringBuilder index = new("{\n  \"metadata\": {\n    \"total_size\": 64\n  },\n  \"weight_map\": {");
        for (int shard = 0; shard < 2; shard++)
        {
            string[] names = [.. Enumerable.Range(0, 4).Select(tensor => $"model.layers.{shard}.part{tensor}.weight")];
            using SafetensorsWriter writer = new(Path.Combine(folder, shards[shard]), [.. names.Select(name => (name, new long[] { 1, 2 }))]);
            Array.ForEach(names, _ => writer.Write(new float[2]));
            writer.Complete();
            index.AppendJoin("", names.Select(name => $"\n    \"{name}\": \"{shards[shard]}\","));
        }

        Seeds = [Encoding.UTF8.GetBytes(index.ToString().TrimEnd(',') + "\n  }\n}\n")];
    }

    public override string Name => "index";

    public override IReadOnlyList<byte[]> Seeds { get; }

    public override string Place => "model";

    public override void Read(byte[] mutant)
    {
        File.WriteAllBytes(_path, mutant);
        using WeightSource source = WeightSource.Open(_path);
        foreach (string name in source.Names)
        {
            source.Find(name)!.Read(0, new float[2]);
        }
    }
}
