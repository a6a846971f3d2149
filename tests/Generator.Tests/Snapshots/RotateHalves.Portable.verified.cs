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
            *(Vec*)headY = V.FusedMultiplyAdd(a, c, Vec.Zero - (b * s)); *(Vec*)(headY + 4) = V.FusedMultiplyAdd(b, c, a * s);
        }
    }
}
