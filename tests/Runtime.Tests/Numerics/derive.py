"""Derives the polynomial coefficients and split constants of src/Runtime/Numerics (needs mpmath; prints them)."""
import mpmath as mp

mp.mp.prec = 300


def remez(f, weight, a, b, degree):
    """Coefficients c that minimise max |weight(x) (p(x) - f(x))| on [a, b], and that maximum."""
    count = degree + 2
    xs = [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    for _ in range(20):
        rows = [[x ** j for j in range(degree + 1)] + [(-1) ** i / weight(x)] for i, x in enumerate(xs)]
        solution = mp.lu_solve(mp.matrix(rows), mp.matrix([f(x) for x in xs]))
        c = [solution[j] for j in range(degree + 1)]
        steps = 60 * count
        grid = [a + (b - a) * mp.mpf(k) / steps for k in range(steps + 1)]
        error = [weight(x) * (mp.polyval(c[::-1], x) - f(x)) for x in grid]
        peaks = []
        for k in range(steps + 1):
            if peaks and error[k] * error[peaks[-1]] >= 0:
                if abs(error[k]) > abs(error[peaks[-1]]):
                    peaks[-1] = k
            else:
                peaks.append(k)
        while len(peaks) > count:
            peaks.pop(0 if abs(error[peaks[0]]) < abs(error[peaks[-1]]) else -1)
        assert len(peaks) == count
        heights = [abs(error[k]) for k in peaks]
        xs = [grid[k] for k in peaks]
        if max(heights) < 1.02 * min(heights):
            break
    return c, max(heights)


def series(first, step):
    """sum of x^k (or (-x)^k) / (first + k step)!, the tail of sine, cosine and exponential."""
    sign = -1 if step == 2 else 1
    return lambda x: sum((sign * x) ** k / mp.factorial(first + k * step) for k in range(30))


def report(name, f, weight, a, b, degree):
    c, best = remez(f, weight, a, b, degree)
    rounded = [float(v) for v in c]
    grid = [a + (b - a) * mp.mpf(k) / 4000 for k in range(4001)]
    worst = max(abs(weight(x) * (mp.polyval([mp.mpf(v) for v in rounded[::-1]], x) - f(x))) for x in grid)
    print(f"{name}: 2^{float(mp.log(best, 2)):.1f}, rounded 2^{float(mp.log(worst, 2)):.1f}")
    print("   ", ", ".join(map(repr, rounded)))


def split(name, value, bits):
    parts = []
    for width in bits:
        scale = mp.mpf(2) ** (width - 1 - int(mp.floor(mp.log(value, 2))))
        parts.append(float(mp.floor(value * scale) / scale) if width < 53 else float(value))
        value -= mp.mpf(parts[-1])
    print(name, ", ".join(map(repr, parts)))


if __name__ == "__main__":
    quarter = (mp.pi / 4 * mp.mpf("1.0001")) ** 2
    half_ln2 = mp.log(2) / 2 * mp.mpf("1.0001")
    # sin r = r - r^3 (1/3! - r^2/5! + ...): relative to sin r the polynomial's error is multiplied by z = r^2
    report("S", lambda z: -series(3, 2)(z), lambda z: max(z, mp.mpf("1e-9")), mp.mpf(0), quarter, 5)
    # cos r = 1 - z/2 + z^2 (1/4! - z/6! + ...)
    report("C", series(4, 2), lambda z: max(z, mp.mpf("1e-9")) ** 2, mp.mpf(0), quarter, 5)
    # e^r = 1 + r + r^2/2 + r^3 (1/3! + r/4! + ...)
    report("Q", series(3, 1), lambda r: max(abs(r), mp.mpf("1e-3")) ** 3, -half_ln2, half_ln2, 9)
    split("pi/2", mp.pi / 2, (33, 33, 33, 53))
    split("ln 2", mp.log(2), (42, 53))
