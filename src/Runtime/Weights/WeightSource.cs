namespace Etch.Weights;

/// <summary>
/// The tensors of a model by name: one safetensors file, the shards that an index names, and files in folders beside them, which a name
/// may begin with (<c>2_Dense/linear.weight</c>); or one file that lies in a stream. Reading is safe from any number of threads until the source is disposed.
/// </summary>
public sealed class WeightSource : IDisposable
{
    private const string SingleFile = "model.safetensors", IndexFile = "model.safetensors.index.json";

    private const int LongestList = 8;

    private readonly string? _folder;
    private readonly List<SafetensorsFile> _files = [];
    private readonly Dictionary<string, SafetensorsTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SafetensorsFile?> _named = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    private WeightSource(string path, string? folder) => (FilePath, _folder) = (path, folder);

    /// <summary>The file or index that was opened, or what a stream is called instead.</summary>
    public string FilePath { get; }

    /// <summary>The names of all tensors, in the order of the files; those of files that a name begins with are not among them.</summary>
    public IReadOnlyCollection<string> Names => _tensors.Keys;

    internal RowWindows Windows { get; } = new();

    /// <summary>Opens a safetensors file, the index of a sharded model, or a folder that holds one of both, and checks all headers.</summary>
    /// <exception cref="FileNotFoundException">Nothing of that name, or nothing in the folder.</exception>
    /// <exception cref="InvalidDataException">A header or the index says what is not so.</exception>
    public static WeightSource Open(string path)
    {
        string file = FileOf(path);
        return Opened(new WeightSource(file, Path.GetDirectoryName(Path.GetFullPath(file))!), source => source.OpenAll());
    }

    /// <summary>Opens one safetensors file that lies in a stream, from where the stream stands to its end, and checks its header.</summary>
    /// <param name="stream">
    /// A stream that can seek: an embedded resource, a <see cref="MemoryStream"/>. It stays its owner's; nobody else moves it before the
    /// source is disposed.
    /// </param>
    /// <exception cref="ArgumentException">The stream cannot be read or cannot seek.</exception>
    /// <exception cref="InvalidDataException">The header says what is not so.</exception>
    public static WeightSource Open(Stream stream)
    {
        StreamBytes bytes = new(stream);
        return Opened(new WeightSource(bytes.Name, null), source => source.Add(source.Keep(SafetensorsFile.Open(bytes))));
    }

    /// <summary>The tensor of a name, or null. The name may begin with a folder or a file beside the opened one.</summary>
    public SafetensorsTensor? Find(string name) => _tensors.GetValueOrDefault(name) ?? FindInNamedFile(name);

    /// <summary>The tensors that no weight was made of, by name; also those of the other files that names began with.</summary>
    public IReadOnlyList<string> Unused(IEnumerable<BoundWeight> weights)
    {
        HashSet<SafetensorsTensor> used = [.. weights.SelectMany(weight => weight.Sources)];
        lock (_lock)
        {
            IEnumerable<KeyValuePair<string, SafetensorsTensor>> named = _named.Where(file => file.Value is not null).DistinctBy(file => file.Value!.FilePath)
                .SelectMany(file => file.Value!.Tensors.Select(tensor => KeyValuePair.Create(file.Key + "/" + tensor.Name, tensor)));
            return _tensors.Concat(named).Where(tensor => !used.Contains(tensor.Value)).Select(tensor => tensor.Key).ToArray();
        }
    }

    /// <summary>Closes all files; weights that were bound can no longer be read.</summary>
    public void Dispose()
    {
        foreach (SafetensorsFile file in _files)
        {
            file.Dispose();
        }
        Windows.Clear();
    }

    private static WeightSource Opened(WeightSource source, Action<WeightSource> open)
    {
        try
        {
            open(source);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static string FileOf(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path)
                ? path
                : throw new FileNotFoundException($"{path}: a safetensors file or a folder with one is expected, found nothing of that name.", path);
        }
        string single = Path.Combine(path, SingleFile), index = Path.Combine(path, IndexFile);
        return File.Exists(single) ? single
            : File.Exists(index) ? index
            : throw new FileNotFoundException($"{path}: {SingleFile} or {IndexFile} is expected in the folder, found neither.", single);
    }

    private void OpenAll()
    {
        if (FilePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            OpenShards(_folder!, ShardIndex.Read(FilePath));
        }
        else
        {
            Add(Keep(SafetensorsFile.Open(FilePath)));
        }
    }

    private void OpenShards(string folder, Dictionary<string, string> fileOfTensor)
    {
        string[] shards = fileOfTensor.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        string[] missing = Array.FindAll(shards, shard => !File.Exists(Path.Combine(folder, shard)));
        if (missing.Length > 0)
        {
            throw HeaderCheck.Lie(FilePath, "", FormattableString.Invariant($"all {shards.Length} parts beside the index"), "no " + List(missing));
        }
        foreach (string shard in shards)
        {
            Add(Keep(SafetensorsFile.Open(Path.Combine(folder, shard))));
        }
        foreach ((string name, string shard) in fileOfTensor)
        {
            SafetensorsTensor? tensor = _tensors.GetValueOrDefault(name);
            if (tensor is null || Path.GetFileName(tensor.FilePath) != shard)
            {
                throw HeaderCheck.Lie(FilePath, name, $"it in {shard}, as the index says", tensor is null ? "it nowhere" : "it in " + tensor.FilePath);
            }
        }
    }

    private static string List(string[] names) =>
        string.Join(", ", names.Take(LongestList).Select(HeaderCheck.Short)) + (names.Length > LongestList ? FormattableString.Invariant($" and {names.Length - LongestList} more") : "");

    private SafetensorsFile Keep(SafetensorsFile file)
    {
        _files.Add(file);
        return file;
    }

    private void Add(SafetensorsFile file)
    {
        foreach (SafetensorsTensor tensor in file.Tensors)
        {
            if (!_tensors.TryAdd(tensor.Name, tensor))
            {
                throw HeaderCheck.Lie(file.FilePath, tensor.Name, "it in one part", $"it also in {_tensors[tensor.Name].FilePath}");
            }
        }
    }

    private SafetensorsTensor? FindInNamedFile(string name)
    {
        for (int slash = name.IndexOf('/'); slash > 0; slash = name.IndexOf('/', slash + 1))
        {
            if (NamedFile(name[..slash])?.Find(name[(slash + 1)..]) is { } tensor)
            {
                return tensor;
            }
        }
        return null;
    }

    private SafetensorsFile? NamedFile(string prefix)
    {
        lock (_lock)
        {
            if (!_named.TryGetValue(prefix, out SafetensorsFile? file))
            {
                file = PathOf(prefix) is { } path ? _files.Find(open => open.FilePath == path) ?? Keep(SafetensorsFile.Open(path)) : null;
                _named.Add(prefix, file);
            }
            return file;
        }
    }

    /// <summary>The file that a name begins with: below the folder, never beside or above it; none beside a stream.</summary>
    private string? PathOf(string prefix)
    {
        string[] steps = prefix.Split('/');
        if (_folder is null || steps.Any(step => step is "" or "." or ".." || step.AsSpan().IndexOfAny("\\:\0") >= 0))
        {
            return null;
        }
        string path = Path.Combine([_folder, .. steps]);
        string below = Path.Combine(path, SingleFile);
        return path.EndsWith(".safetensors", StringComparison.Ordinal) && File.Exists(path) ? path : File.Exists(below) ? below : null;
    }
}
