"""Writes the expected values of ElementaryTests (needs mpmath). Each row: the arguments as doubles, the correctly rounded
result, and what the exact result is beyond it in units of the rounded result's last place."""
import math
import random
import mpmath as mp

mp.mp.prec = 220
random.seed(20240229)
uniform = random.uniform


def unit(value):
    return math.ulp(value)


def row(f, *arguments):
    exact = f(*[mp.mpf(a) for a in arguments])
    rounded = float(exact)
    beyond = float((exact - mp.mpf(rounded)) / mp.mpf(unit(rounded)))
    return "(" + ", ".join([*map(repr, arguments), repr(rounded), f"{beyond:.4f}"]) + ")"


def neighbours(value, count=1):
    result = [value]
    up = down = value
    for _ in range(count):
        up, down = math.nextafter(up, math.inf), math.nextafter(down, -math.inf)
        result += [up, down]
    return result


def hardest_angles(count):
    """Doubles below 1.6e6 that lie nearest to a multiple of pi/2."""
    distances = []
    for k in range(1, 1_018_000):
        exact = k * mp.pi / 2
        distances.append((abs(mp.mpf(float(exact)) - exact), float(exact)))
    return [angle for _, angle in sorted(distances)[:count]]


def angles():
    values = [0.5, 1e-300, 1e-20, 1e-8, 2.0 ** -26, 2.0 ** -27, 1.0, 2.0, 3.0, 100.0, 1e3, 1e4, 1e5, 1e6, 999999.9, 1.6e6]
    values += neighbours(math.pi / 4, 2) + neighbours(math.pi / 2, 2) + neighbours(math.pi, 2) + neighbours(3 * math.pi / 4)
    values += hardest_angles(40)
    values += [uniform(-0.8, 0.8) for _ in range(40)]
    values += [uniform(-100, 100) for _ in range(30)] + [uniform(-1e6, 1e6) for _ in range(50)]
    for _ in range(40):  # what a rotary table asks for: the float32 product of a position and a frequency
        position, frequency = random.randrange(1_000_000), 10000.0 ** -uniform(0, 1)
        values.append(float32(position * float32(frequency)))
    return values


def float32(value):
    import struct
    return struct.unpack("f", struct.pack("f", value))[0]


def exponents():
    values = [1.0, -1.0, 0.5, 1e-300, 1e-17, -1e-17, 2.0 ** -53, 709.782712893384, 709.0, -708.3964185322641, -708.5, -745.13, -744.0]
    values += [k * math.log(2) / 2 for k in range(-31, 32, 2)]
    values += [uniform(-1, 1) for _ in range(60)] + [uniform(-700, 700) for _ in range(80)] + [uniform(-20, 0) for _ in range(40)]
    values += [uniform(-744, -709) for _ in range(15)]
    return values


def positives():
    values = [5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 2.0, 10.0, 10000.0, 500000.0, 0.1, 1e-310, 3.5e-320]
    values += neighbours(1.0, 4)[1:] + neighbours(math.sqrt(2), 2) + neighbours(math.sqrt(0.5), 2)
    values += [1 + s * 2.0 ** -k for k in range(2, 52, 3) for s in (1, -1)]
    values += [uniform(0.5, 2) for _ in range(70)] + [2.0 ** uniform(-1020, 1020) for _ in range(70)] + [uniform(1, 1e7) for _ in range(30)]
    return values


def powers():
    values = [(10000.0, -0.0), (2.0, 0.5), (10.0, 22.0), (10.0, -5.0), (3.0, 33.0), (0.5, 1074.0), (1.0000000000000002, 1e18),
              (0.9999999999999999, 6e18), (1.5, -1800.0), (5e-324, 0.5), (1.7976931348623157e308, -0.999), (2.0, 1e-300)]
    values += [(base, 2.0 * k / 64) for base in (1e4, 5e5, 1e6, 999999.4420358813) for k in range(1, 32, 3)]
    values += [(uniform(0, 100), uniform(-100, 100)) for _ in range(60)]
    values += [(1 + uniform(-1e-3, 1e-3), uniform(-5e5, 5e5)) for _ in range(40)]
    for _ in range(60):
        x = 2.0 ** uniform(-1000, 1000)
        values.append((x, uniform(-1, 1) * 700 / math.log(x)))
    return values


def write(name, kind, rows):
    assert len(rows) >= 200, (name, len(rows))
    lines, line = [], "       "
    for entry in rows:
        if len(line) + len(entry) > 150:
            lines.append(line)
            line = "       "
        line += " " + entry + ","
    lines.append(line)
    with open(f"ElementaryTables.{name}.cs", "w", newline="\n") as file:
        file.write("namespace Etch.Runtime.Tests.Numerics;\n\n// Written by make_tables.py.\ninternal static partial class ElementaryTables\n{\n")
        file.write(f"    public static readonly {kind}[] {name} =\n    [\n" + "\n".join(lines) + "\n    ];\n}\n")


if __name__ == "__main__":
    one, two = "(double X, double Rounded, double Beyond)", "(double X, double Y, double Rounded, double Beyond)"
    xs = angles()
    write("Sine", one, [row(mp.sin, x) for x in xs])
    write("Cosine", one, [row(mp.cos, x) for x in xs])
    write("Exponential", one, [row(mp.exp, x) for x in exponents()])
    write("Logarithm", one, [row(mp.log, x) for x in positives()])
    write("Power", two, [row(mp.power, x, y) for x, y in powers()])
