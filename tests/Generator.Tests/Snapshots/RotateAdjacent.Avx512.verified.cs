/// <summary>y = x turned by its position: 4 heads of 8, 8 places of each in pairs (2k, 2k + 1).</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Rotate4x8(float* x, int* positions, float* cosines, float* sines, float* y, nint from, nint to) {
    for (nint row = from; row < to; row++) {
        nint position = positions[row];
        float* cos = cosines + (position * 8);
        float* sin = sines + (position * 8);
        float* headX = x + (row * 48);
        float* headY = y + (row * 48);
        for (nint head = 0; head < 4; head++, headX += 8, headY += 8) {
            Vec a = *(Vec*)headX;
            { Vec part = Isa.FusedMultiplyAdd(a, *(Vec*)cos, Avx512F.Permute4x32(a, 0b10_11_00_01) * *(Vec*)sin); *headY = part[0]; headY[1] = part[1];
            headY[2] = part[2]; headY[3] = part[3]; headY[4] = part[4]; headY[5] = part[5]; headY[6] = part[6]; headY[7] = part[7]; }
        }
    }
}
