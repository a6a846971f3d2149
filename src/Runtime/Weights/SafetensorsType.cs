namespace Etch.Weights;

/// <summary>The element types that a safetensors file may hold, under the names of the format.</summary>
public enum SafetensorsType
{
    /// <summary>One byte, 0 or 1.</summary>
    BOOL,
    /// <summary>4-bit float, two in a byte.</summary>
    F4,
    /// <summary>6-bit float with 2 bits of exponent.</summary>
    F6_E2M3,
    /// <summary>6-bit float with 3 bits of exponent.</summary>
    F6_E3M2,
    /// <summary>Unsigned byte.</summary>
    U8,
    /// <summary>Signed byte.</summary>
    I8,
    /// <summary>8-bit float with 5 bits of exponent.</summary>
    F8_E5M2,
    /// <summary>8-bit float with 4 bits of exponent.</summary>
    F8_E4M3,
    /// <summary>8-bit power of two: a scale.</summary>
    F8_E8M0,
    /// <summary>16-bit signed integer.</summary>
    I16,
    /// <summary>16-bit unsigned integer.</summary>
    U16,
    /// <summary>IEEE half precision; read as weights.</summary>
    F16,
    /// <summary>The upper half of a float32; read as weights.</summary>
    BF16,
    /// <summary>32-bit signed integer.</summary>
    I32,
    /// <summary>32-bit unsigned integer.</summary>
    U32,
    /// <summary>IEEE single precision; read as weights.</summary>
    F32,
    /// <summary>Two single precision numbers: real and imaginary part.</summary>
    C64,
    /// <summary>IEEE double precision.</summary>
    F64,
    /// <summary>64-bit signed integer.</summary>
    I64,
    /// <summary>64-bit unsigned integer.</summary>
    U64,
}

internal static class SafetensorsTypes
{
    /// <summary>The types that can be read as weights, for messages.</summary>
    public const string Weights = "F32, F16 or BF16";

    public static bool IsWeight(this SafetensorsType type) => type is SafetensorsType.F32 or SafetensorsType.F16 or SafetensorsType.BF16;

    public static int Bits(this SafetensorsType type) => type switch
    {
        SafetensorsType.F4 => 4,
        SafetensorsType.F6_E2M3 or SafetensorsType.F6_E3M2 => 6,
        <= SafetensorsType.F8_E8M0 => 8,
        <= SafetensorsType.BF16 => 16,
        <= SafetensorsType.F32 => 32,
        _ => 64,
    };

    /// <summary>The type of a name of the format; numbers and other casings are no names.</summary>
    public static bool TryParse(string name, out SafetensorsType type) => Enum.TryParse(name, out type) && type.ToString() == name;
}
