/// <summary>y = x turned by its position: 4 heads of 8, 8 places of each in pairs (k, k + d/2).</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Rotate4x8(float* x, int* positions, float* cosines, float* sines, float* y, nint from, nint to) {
    for (nint row = from; row < to; row++) {
        nint position = positions[row];
        float* cos = cosines + (position * 4);
        float* sin = sines + (position * 4);
        float* headX = x + (row * 48);
        float* headY = y + (row * 48);
        for (nint head = 0; head < 4; head++, headX += 8, headY += 8) {
            Vec a = *(Vec*)headX; Vec b = *(Vec*)(headX + 4); Vec c = *(Vec*)cos; Vec s = *(Vec*)sin;
            { Vec part = Isa.MultiplyAdd(a, c, Vec.Zero - (b * s)); *headY = part[0]; headY[1] = part[1]; headY[2] = part[2]; headY[3] = part[3]; }
            { Vec part = Isa.MultiplyAdd(b, c, a * s); headY[4] = part[0]; (headY + 4)[1] = part[1]; (headY + 4)[2] = part[2]; (headY + 4)[3] = part[3];
            }
        }
    }
}
