"""Writes the expected values of the rotary, sinusoid and slope tests (needs mpmath). Float32 steps are rounded one by one, in the
order in which the reference computes; functions are taken in 120 bits and rounded once."""
import math
import struct
import mpmath as mp

mp.mp.prec = 120


def f(value):
    """To float32: an mpf directly (no detour over double), a double in one rounding."""
    if isinstance(value, mp.mpf):
        with mp.workprec(24):
            value = float(+value)
    return struct.unpack("f", struct.pack("f", value))[0]


def text(value):
    return f"{value:.9g}f"


def periods(base, d):
    return [f(mp.power(mp.mpf(f(base)), mp.mpf(f(2 * k / d)))) for k in range(d // 2)]


def plain(base, d):
    return [f(1 / p) for p in periods(base, d)]


def interpolated(base, d, factor):
    return [f(v / f(factor)) for v in plain(base, d)]


def llama3(base, d, factor, low, high, original):
    result = []
    for v in plain(base, d):
        wavelength = f(f(1 / v) * f(2 * math.pi))
        if wavelength > original / low:
            result.append(f(v / f(factor)))
        elif wavelength < original / high:
            result.append(v)
        else:
            s = f(f(f(f(1 / wavelength) * f(original)) - f(low)) / f(high - low))
            result.append(f(f(f(f(1 - s) * v) / f(factor)) + f(s * v)))
    return result


def yarn(base, d, factor, original, fast=32, slow=1, truncate=True):
    def place(turns):
        return float(d * mp.log(mp.mpf(original) / (turns * 2 * mp.pi)) / (2 * mp.log(base)))

    low, high = place(fast), place(slow)
    if truncate:
        low, high = math.floor(low), math.ceil(high)
    low, high = max(low, 0), min(high, d - 1)
    if low == high:
        high += 0.001
    result = []
    for k, p in enumerate(periods(base, d)):
        kept, divided = f(1 / p), f(1 / f(f(factor) * p))
        ramp = min(max(f(f(k - f(low)) / f(high - low)), 0.0), 1.0)
        share = f(1 - ramp)
        result.append(f(f(divided * f(1 - share)) + f(kept * share)))
    return result


def longrope(base, d, factors):
    return [f(1 / f(f(e) * p)) for e, p in zip(factors, periods(base, d))]


def rotary(name, frequencies, magnitude, positions):
    half = len(frequencies)
    ks = sorted({0, 1, half // 4, half // 2, half - 2, half - 1} & set(range(half)))
    rows = []
    for p in positions:
        for k in ks:
            angle = mp.mpf(f(p * frequencies[k]))
            cosine, sine = f(mp.cos(angle) * magnitude), f(mp.sin(angle) * magnitude)
            rows.append(f"({p}, {k}, {text(cosine)}, {text(sine)})")
    return name, [text(v) for v in frequencies], rows


def factor_of(f_, o):
    return mp.sqrt(1 + mp.log(f_) / mp.log(o))


def lines(entries, indent):
    result, line = [], indent
    for entry in entries:
        if len(line) + len(entry) > 140:
            result.append(line.rstrip())
            line = indent
        line += entry + ", "
    return "\n".join(result + [line.rstrip()])


def write_rotary():
    short = [1 + 0.03125 * k for k in range(8)]
    long = [1 + 0.75 * k for k in range(8)]
    positions = [0, 1, 17, 4095]
    cases = [
        rotary("Plain", plain(10000, 64), mp.mpf(1), positions + [131071]),
        rotary("FractionalBase", plain(999999.4420358813, 128), mp.mpf(1), positions),
        rotary("Interpolated", interpolated(10000, 14, 3.7), mp.mpf(1), positions),
        rotary("Llama3", llama3(500000, 64, 32, 1, 4, 8192), mp.mpf(1), positions + [131071]),
        rotary("Llama3OfTheGolden", llama3(10000, 14, 8, 1, 4, 32), mp.mpf(1), [0, 1, 40]),
        rotary("Yarn", yarn(150000, 64, 32, 4096, truncate=False), 1 + mp.log(32) / 10, positions + [131071]),
        rotary("YarnTruncated", yarn(1000000, 128, 4, 32768), 1 + mp.log(4) / 10, positions),
        rotary("YarnOfTheGolden", yarn(10000, 14, 4, 16), 1 + mp.log(4) / 10, [0, 1, 40]),
        rotary("YarnWithMagnitude", yarn(10000, 64, 40, 4096), mp.mpf(1), positions),
        rotary("YarnOfOnePlace", yarn(10000, 64, 2, 6), 1 + mp.log(2) / 10, [0, 1, 40]),
        rotary("LongRopeShort", longrope(10000, 16, short), mp.mpf(1.25), [0, 1, 17, 63]),
        rotary("LongRopeLong", longrope(10000, 16, long), mp.mpf(1.25), [0, 1, 17, 64]),
    ]
    with open("RotaryValues.cs", "w", newline="\n") as file:
        file.write("namespace Etch.Runtime.Tests.Numerics;\n\n// Written by make_position_tables.py.\ninternal static class RotaryValues\n{\n")
        blocks = []
        for name, frequencies, rows in cases:
            blocks.append(
                f"    public static readonly float[] {name}Frequencies =\n    [\n{lines(frequencies, ' ' * 8)}\n    ];\n\n"
                f"    public static readonly (int Position, int K, float Cosine, float Sine)[] {name} =\n    [\n{lines(rows, ' ' * 8)}\n    ];\n")
        file.write("\n".join(blocks) + "}\n")


def sinusoid(layout, position, width):
    result = [0.0] * width
    inclusive = layout == "HalvesInclusive"
    sines = width // 2 if inclusive else (width + 1) // 2
    for i in range(sines):
        if inclusive:
            frequency = f(mp.exp(mp.mpf(f(i * f(-float(mp.log(10000) / (width // 2 - 1)))))))
            angle = mp.mpf(f(position * frequency))
        else:
            angle = position / mp.power(10000, mp.mpf(2 * i) / width)
        sine, cosine = (2 * i, 2 * i + 1) if layout == "Interleaved" else (i, sines + i)
        result[sine] = f(mp.sin(angle))
        if cosine < width:
            result[cosine] = f(mp.cos(angle))
    return result


def press(heads):
    p = 2 ** int(math.floor(math.log2(heads)))
    first, between = f(mp.power(2, mp.mpf(-8) / p)), f(mp.power(2, mp.mpf(-4) / p))
    return [f(mp.power(mp.mpf(first), n)) for n in range(1, p + 1)] + \
        [f(mp.power(mp.mpf(between), n)) for n in range(1, 2 * (heads - p), 2)]


def mpt(heads):
    p = 2 ** int(math.ceil(math.log2(heads)))
    slopes = [f(1 / f(mp.power(2, mp.mpf(8 * n) / p))) for n in range(1, p + 1)]
    return slopes if p == heads else (slopes[1::2] + slopes[0::2])[:heads]


def bfloat16(value):
    with mp.workprec(8):
        return float(+mp.mpf(value))


def write_others():
    with open("PositionValues.cs", "w", newline="\n") as file:
        file.write("namespace Etch.Runtime.Tests.Numerics;\n\n// Written by make_position_tables.py.\ninternal static class PositionValues\n{\n")
        blocks = []
        for layout in ("Interleaved", "Halves", "HalvesInclusive"):
            for width in (6, 9):
                rows = [sinusoid(layout, p, width) for p in (2, 3, 1000, 100001)]
                body = "\n".join("        [" + ", ".join(map(text, row)) + "]," for row in rows)
                blocks.append(f"    /// <summary>Positions 2, 3, 1000 and 100,001.</summary>\n    public static readonly float[][] {layout}{width} =\n    [\n{body}\n    ];\n")
        for name, slopes in (("Press8", press(8)), ("Press12", press(12)), ("Press32", press(32)), ("Press71", press(71)),
                             ("Mpt16", mpt(16)), ("Mpt12", mpt(12)), ("Mpt5", mpt(5)), ("Falcon12", [bfloat16(v) for v in press(12)]),
                             ("Falcon71", [bfloat16(v) for v in press(71)])):
            blocks.append(f"    public static readonly float[] {name} =\n    [\n{lines([text(v) for v in slopes], ' ' * 8)}\n    ];\n")
        slope = bfloat16(press(12)[9])
        biases = [f"({j}, {text(bfloat16(slope * bfloat16(j)))})" for j in (0, 1, 255, 257, 259, 1001, 30011)]
        blocks.append(f"    /// <summary>Head 9 of 12 in Falcon's form.</summary>\n    public static readonly (int Position, float Bias)[] FalconBiases =\n    [\n{lines(biases, ' ' * 8)}\n    ];\n")
        file.write("\n".join(blocks) + "}\n")


if __name__ == "__main__":
    write_rotary()
    write_others()
