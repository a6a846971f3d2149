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
            *(Vec*)headY = V.FusedMultiplyAdd(a, *(Vec*)cos, V.Shuffle(a, V.Create(1, 0, 3, 2)) * *(Vec*)sin);
            Vec a_2 = *(Vec*)(headX + 4);
            *(Vec*)(headY + 4) = V.FusedMultiplyAdd(a_2, *(Vec*)(cos + 4), V.Shuffle(a_2, V.Create(1, 0, 3, 2)) * *(Vec*)(sin + 4));
        }
    }
}
