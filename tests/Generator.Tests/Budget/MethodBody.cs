using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Etch.Generator.Tests.Budget;

/// <summary>What the JIT counts of a method.</summary>
internal sealed record MethodBody(string Name, int Bytes, int Instructions, int Locals)
{
    private static readonly Dictionary<int, OpCode> s_codes = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xffff);

    /// <summary>All methods of an assembly that have a body.</summary>
    public static IReadOnlyList<MethodBody> Read(Stream image)
    {
        using PEReader file = new(image, PEStreamOptions.LeaveOpen);
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0).Select(method => Of(file, metadata, method))];
    }

    private static MethodBody Of(PEReader file, MetadataReader metadata, MethodDefinition method)
    {
        MethodBodyBlock body = file.GetMethodBody(method.RelativeVirtualAddress);
        string type = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
        return new MethodBody($"{type}.{metadata.GetString(method.Name)}", body.GetILContent().Length, Count(body.GetILContent()), CountLocals(metadata, body));
    }

    /// <summary>The local signature begins with its kind and the number of locals (ECMA-335 II.23.2.6).</summary>
    private static int CountLocals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil)
        {
            return 0;
        }

        BlobReader signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        signature.ReadByte();
        return signature.ReadCompressedInteger();
    }

    private static int Count(ImmutableArray<byte> code)
    {
        int count = 0;
        for (int at = 0; at < code.Length; count++)
        {
            int value = code[at++];
            if (value == 0xfe)
            {
                value = 0xfe00 | code[at++];
            }

            at += s_codes[value].OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code.AsSpan()[at..])),
                _ => 4,
            };
        }

        return count;
    }
}
