using Etch.Generator.Kernels;

namespace Etch.Reference;

/// <summary>
/// The meaning of a kernel: its steps in float32, lane by lane, bit for bit what the emitted C# computes on a machine whose vectors have so
/// many lanes. The kernel is compiled to closures over slots once; runs are independent of each other.
/// </summary>
internal sealed class KernelInterpreter
{
    private readonly Kernel _kernel;
    private readonly int _lanes;
    private readonly int[] _parameters;
    private readonly ConstantPool _constants;
    private readonly Step[] _steps;
    private readonly SlotScope _scope;

    /// <param name="kernel">What a lowering made for a machine of as many lanes.</param>
    /// <param name="lanes">4, 8 or 16.</param>
    public KernelInterpreter(Kernel kernel, int lanes)
    {
        (_kernel, _lanes) = (kernel, lanes);
        _constants = new ConstantPool(kernel.Body, lanes);
        _scope = new SlotScope(_constants.Count);
        _parameters = [.. kernel.Parameters.Select(parameter => _scope.Declare(parameter.Variable))];
        _steps = new StatementCompiler(_scope, _constants, lanes).Compile(kernel.Body);
    }

    /// <summary>Runs the kernel.</summary>
    /// <param name="arguments">In the order of the parameters: <see cref="FloatPointer"/>, <see cref="IntPointer"/>, <see cref="BlockPointers"/>, float,
    /// and int, long or nint for an index.</param>
    /// <exception cref="ArgumentException">The arguments do not fit the parameters.</exception>
    /// <exception cref="KernelFault">The kernel reads or writes outside of an array.</exception>
    public void Run(params object[] arguments)
    {
        if (arguments.Length != _parameters.Length)
        {
            throw new ArgumentException($"Kernel {_kernel.Name} has {_parameters.Length} parameters, but there are {arguments.Length} arguments.");
        }

        Frame frame = new(_scope.Most, _lanes, _constants.Vectors);
        for (int index = 0; index < arguments.Length; index++)
        {
            Set(frame, index, arguments[index]);
        }

        try
        {
            foreach (Step step in _steps)
            {
                step(frame);
            }
        }
        catch (KernelFault fault)
        {
            throw fault.In($"Kernel {_kernel.Name}");
        }
    }

    private void Set(Frame frame, int index, object argument)
    {
        int slot = _parameters[index];
        Parameter parameter = _kernel.Parameters[index];
        switch (parameter.Kind, argument)
        {
            case (Kind.Index, int number):
                frame.Indices[slot] = number;
                break;
            case (Kind.Index, long number):
                frame.Indices[slot] = number;
                break;
            case (Kind.Index, nint number):
                frame.Indices[slot] = number;
                break;
            case (Kind.Float, float number):
                frame.Floats[slot] = number;
                break;
            case (Kind.Floats, FloatPointer pointer):
                frame.Pointers[slot] = pointer;
                break;
            case (Kind.Integers, IntPointer pointer):
                frame.Integers[slot] = pointer;
                break;
            case (Kind.Blocks, BlockPointers pointer):
                frame.Blocks[slot] = pointer;
                break;
            default:
                throw new ArgumentException($"Kernel {_kernel.Name}: {parameter.Name} is of kind {parameter.Kind}, but the argument is of type {argument.GetType().Name}.");
        }
    }
}
