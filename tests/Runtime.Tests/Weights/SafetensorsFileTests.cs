using Etch.Weights;

namespace Etch.Runtime.Tests.Weights;

/// <summary>Files that are right, cut, malformed, or whose header says what is not so.</summary>
public sealed class SafetensorsFileTests
{
    private const string OneTensor = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}}";

    [Fact]
    public void ARightFileIsReadAsItIs()
    {
        var random = new Random(1);
        Dense a = Dense.Random(random, 2, 3), b = Dense.Random(random, 5), c = Dense.Random(random);
        using var folder = new TestFolder();
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("x.safetensors", RawSafetensors.File(("a", "F32", a), ("b", "F16", b), ("c", "BF16", c))));

        Assert.Equal(["a", "b", "c"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([SafetensorsType.F32, SafetensorsType.F16, SafetensorsType.BF16], file.Tensors.Select(tensor => tensor.Type));
        Assert.Equal([2, 3], file.Find("a")!.Shape);
        Assert.Equal(a.Elements, ReadAll(file.Find("a")!));
        Assert.Equal(b.Elements, ReadAll(file.Find("b")!));
        Assert.Equal(c.Elements, ReadAll(file.Find("c")!));
        Assert.Null(file.Find("d"));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Find("a")!.Read(4, new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Find("a")!.ReadBytes(-1, new byte[1]));
    }

    [Fact]
    public void MetadataEmptyTensorsAndSpacesBehindTheHeaderAreFine()
    {
        using var folder = new TestFolder();
        string header = "{\"__metadata__\":{\"format\":\"pt\"},\"none\":{\"dtype\":\"F64\",\"shape\":[0,7],\"data_offsets\":[0,0]},"
            + "\"four\":{\"dtype\":\"F4\",\"shape\":[6],\"data_offsets\":[0,3]},\"ids\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[3,11]}}   ";
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("x.safetensors", RawSafetensors.File(header, 11)));

        Assert.Equal(3, file.Tensors.Count);
        Assert.Equal(8, file.Find("ids")!.ByteLength);
        Assert.Contains("F32, F16 or BF16 is expected", Assert.Throws<InvalidDataException>(() => file.Find("ids")!.Read(0, new float[1])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OneTensor, 20, "\"a\": expected data within the 20 bytes behind the header, found data_offsets [0, 24]")]
    [InlineData(OneTensor, 28, "expected 24 bytes of data behind the header, found 28")]
    [InlineData("", 0, "a header in JSON is expected")]
    [InlineData("[]", 0, "expected a JSON object, found StartArray")]
    [InlineData("{} {}", 0, "a header in JSON is expected")]
    [InlineData("{\"a\":", 0, "a header in JSON is expected")]
    [InlineData("{\"a\":7}", 0, "\"a\": expected an object with dtype, shape and data_offsets, found Number")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 0, "found not two data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,0]}}", 0, "found no shape")]
    [InlineData("{\"a\":{\"shape\":[],\"data_offsets\":[0,0]}}", 0, "found no dtype")]
    [InlineData("{\"a\":{\"dtype\":\"F31\",\"shape\":[],\"data_offsets\":[0,4]}}", 4, "expected a dtype of the format")]
    [InlineData("{\"a\":{\"dtype\":\"f32\",\"shape\":[],\"data_offsets\":[0,4]}}", 4, "expected a dtype of the format")]
    [InlineData("{\"a\":{\"dtype\":\"15\",\"shape\":[],\"data_offsets\":[0,4]}}", 4, "expected a dtype of the format")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}", 4, "the key dtype once, found it twice")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4],\"x\":[]}}", 4, "found the key \"x\"")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}", 4, "\"a\": expected a name that stands once, found it twice")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4, "shape of whole numbers from 0 to 2^63 - 1, found -1")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}", 4, "found 1.0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}", 4, "data_offsets of whole numbers from 0 to 2^63 - 1, found -4")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[18446744073709551615],\"data_offsets\":[0,4]}}", 4, "found 18446744073709551615")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}", 0, "at most 2^63 - 1 elements")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,0]}}", 0, "expected 18446744073709551616 bytes for F32 [4611686018427387904], found 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1152921504606846976],\"data_offsets\":[0,4611686018427387904]}}", 4, "within the 4 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 4, "found data_offsets [4, 0]")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8, "expected 4 bytes for F32 [1], found 8")]
    [InlineData("{\"a\":{\"dtype\":\"F4\",\"shape\":[3],\"data_offsets\":[0,1]}}", 1, "bytes for F4 [3], found 1")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", 12, "\"b\": expected data from byte 8 on, where the tensor before it ends, found an overlap: it begins at 4")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}", 12, "found a hole: it begins at 8")]
    [InlineData("{\"\\ud800\":{}}", 0, "a header in JSON is expected")]
    public void ALieIsOneClearException(string header, int dataBytes, string message)
    {
        using var folder = new TestFolder();
        string path = folder.Write("x.safetensors", RawSafetensors.File(header, dataBytes));

        var exception = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(path));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        // The file is closed again, so that it can be replaced.
        File.Delete(path);
    }

    [Theory]
    [InlineData(1L << 60)]
    [InlineData(-1L)]
    [InlineData(100_000_001L)]
    [InlineData(3L)]
    public void ALengthOfTheHeaderThatCannotBeIsRefused(long length)
    {
        using var folder = new TestFolder();
        string path = folder.Write("x.safetensors", RawSafetensors.File("{}", 0, length));

        Assert.Contains("a header of at most 2 bytes", Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DeepNestingAndManyAxesAreRefused()
    {
        using var folder = new TestFolder();
        string deep = "{\"a\":" + new string('[', 100_000), axes = "{\"a\":{\"dtype\":\"F32\",\"shape\":[" + string.Join(",", Enumerable.Repeat("1", 65)) + "],\"data_offsets\":[0,4]}}";
        string metadata = "{\"__metadata__\":" + new string('[', 100_000);

        Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(folder.Write("deep.safetensors", RawSafetensors.File(deep, 0))));
        Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(folder.Write("metadata.safetensors", RawSafetensors.File(metadata, 0))));
        Assert.Contains("at most 64", Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(folder.Write("axes.safetensors", RawSafetensors.File(axes, 4)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileCutAnywhereIsRefused()
    {
        byte[] whole = RawSafetensors.File(("a", "F32", Dense.Random(new Random(2), 2, 3)), ("b", "F16", Dense.Random(new Random(2), 4)));
        using var folder = new TestFolder();
        for (int length = 0; length < whole.Length; length++)
        {
            string path = folder.Write("x.safetensors", whole[..length]);
            Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(path));
        }
    }

    [Fact]
    public void AnyChangedByteGivesAFileOrOneException()
    {
        byte[] whole = RawSafetensors.File(("a", "F32", Dense.Random(new Random(3), 2, 3)), ("b", "BF16", Dense.Random(new Random(3), 4)));
        using var folder = new TestFolder();
        var random = new Random(4);
        int refused = 0;
        for (int trial = 0; trial < 1_000; trial++)
        {
            byte[] changed = (byte[])whole.Clone();
            changed[random.Next(changed.Length - 32)] = (byte)random.Next(256);
            string path = folder.Write("x.safetensors", changed);
            try
            {
                SafetensorsFile.Open(path).Dispose();
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        // Most of the bytes are structure; what changes a name or nothing is a right file.
        Assert.InRange(refused, 500, 1_000);
    }

    [Fact]
    public void NoFileIsAFileNotFoundException()
    {
        using var folder = new TestFolder();

        Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Open(folder.PathOf("none.safetensors")));
    }

    private static float[] ReadAll(SafetensorsTensor tensor)
    {
        float[] elements = new float[tensor.ElementCount];
        tensor.Read(0, elements);
        return elements;
    }
}
