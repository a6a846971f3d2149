using System.Reflection;
using Etch.Generator.Isa;
using Etch.Generator.Kernels;
using Etch.Reference;
using static Etch.Generator.Kernels.Vectors;
using Act = Etch.Generator.Spec.Activation;
using Functions = Etch.Reference.Functions;

namespace Etch.Numerics.Tests.Kernels;

/// <summary>The expansions of activations as machine code, bit for bit the functions over single floats that their errors were measured on.</summary>
public sealed unsafe class FunctionKernelTests
{
    /// <summary>A prime: every low bit pattern of the mantissa is met.</summary>
    private const uint Stride = 20_011;

    private static readonly Dictionary<Act, Func<float, float>> s_functions = new()
    {
        [Act.Gelu] = Functions.Gelu,
        [Act.GeluTanh] = Functions.GeluTanh,
        [Act.QuickGelu] = Functions.QuickGelu,
        [Act.Relu] = Functions.Relu,
        [Act.ReluSquared] = Functions.ReluSquared,
        [Act.Relu6] = Functions.Relu6,
        [Act.Silu] = Functions.Silu,
        [Act.Tanh] = Functions.Tanh,
        [Act.Sigmoid] = Functions.Sigmoid,
        [Act.Mish] = Functions.Mish,
        [Act.LeakyRelu] = Functions.LeakyRelu,
        [Act.Log1p] = Functions.Log1p,
    };

    public static TheoryData<string> Sets => [.. Machine.InstructionSets];

    [Theory]
    [MemberData(nameof(Sets))]
    public void KernelsHaveTheBitsOfTheFunctions(string set)
    {
        InstructionSet isa = InstructionSets.All.Single(candidate => candidate.Name == set);
        float[] inputs = [.. Inputs(isa.Lanes)], outputs = new float[inputs.Length];
        foreach ((Act activation, Func<float, float> function) in s_functions)
        {
            Run(KernelHarness.Compile(Lower(activation, isa.Lanes), isa), inputs, outputs);
            for (int index = 0; index < inputs.Length; index++)
            {
                float expected = function(inputs[index]);
                Assert.True(Same(expected, outputs[index]), $"{activation}({inputs[index]:g9}) is {outputs[index]:g9} instead of {expected:g9} with {set}");
            }
        }
    }

    /// <summary>Which NaN it is differs between processors; that it is one does not.</summary>
    private static bool Same(float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b));

    /// <summary>Steps through all bit patterns of float32, NaN and infinities among them, and the values where functions change their course.</summary>
    private static IEnumerable<float> Inputs(int lanes)
    {
        List<float> inputs = [0f, -0f, 1f, -1f, -0.99999994f, float.Epsilon, float.MaxValue, float.MinValue, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 5.8f, -5.8f, 88.72283f, -87.33654f];
        for (ulong bits = 0; bits <= uint.MaxValue; bits += Stride)
        {
            inputs.Add(BitConverter.UInt32BitsToSingle((uint)bits));
        }

        // Where activations are used: fine steps around zero.
        inputs.AddRange(Enumerable.Range(-40_000, 80_001).Select(step => step * 0.0005f));
        return inputs.Concat(new float[lanes - (inputs.Count % lanes)]);
    }

    private static void Run(MethodInfo kernel, float[] inputs, float[] outputs)
    {
        fixed (float* x = inputs, y = outputs)
        {
            kernel.Invoke(null, [Pointer.Box(x, typeof(float*)), Pointer.Box(y, typeof(float*)), (nint)inputs.Length]);
        }
    }

    private static Kernel Lower(Act activation, int lanes)
    {
        KernelBuilder k = new(activation.ToString(), $"y = {activation}(x).", lanes);
        Variable x = k.Parameter("x", Kind.Floats), y = k.Parameter("y", Kind.Floats), count = k.Parameter("count", Kind.Index);
        k.For("i", 0, count, lanes, i => k.Store(y + i, Etch.Generator.Kernels.Functions.Activate(k, activation, Load(x + i))));
        return k.Build();
    }
}
