using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Etch.Runtime.Tests.Weights;

/// <summary>Makes safetensors files byte by byte, also wrong ones, without the code under test.</summary>
internal static class RawSafetensors
{
    /// <summary>A file with this header, whatever it says.</summary>
    public static byte[] File(string header, int dataBytes, long? headerLength = null)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, headerLength ?? json.Length);
        return [.. length, .. json, .. new byte[dataBytes]];
    }

    /// <summary>A right file of tensors.</summary>
    public static byte[] File(params (string Name, string Type, Dense Value)[] tensors)
    {
        var header = new StringBuilder("{");
        var data = new List<byte>();
        foreach ((string name, string type, Dense value) in tensors)
        {
            byte[] bytes = Bytes(type, value.Elements);
            header.Append(header.Length > 1 ? "," : "").Append(CultureInfo.InvariantCulture,
                $"\"{name}\":{{\"dtype\":\"{type}\",\"shape\":[{string.Join(",", value.Shape)}],\"data_offsets\":[{data.Count},{data.Count + bytes.Length}]}}");
            data.AddRange(bytes);
        }
        byte[] begin = File(header.Append('}').ToString(), 0);
        return [.. begin, .. data];
    }

    private static byte[] Bytes(string type, float[] elements)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        foreach (float element in elements)
        {
            if (type == "F32")
            {
                writer.Write(element);
            }
            else if (type == "F16")
            {
                writer.Write((Half)element);
            }
            else
            {
                writer.Write((ushort)(BitConverter.SingleToUInt32Bits(element) >> 16));
            }
        }
        return stream.ToArray();
    }
}
