/// <summary>y[run] = Σ x / n: rows of 16.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void PoolMean16(float* x, int* firsts, int* lasts, float* y, nint from, nint to) {
    for (nint run = from; run < to; run++) {
        nint first = firsts[run];
        nint last = lasts[run];
        nint count = (last - first) + 1;
        float* rows = x + (first * 48);
        float* rowY = y + (run * 48);
        for (nint j = 0; j < 16; j += 16) {
            float* walk = rows + j;
            Vec made = default;
            for (nint row = 0; row < count; row++, walk += 48)
                made = made + *(Vec*)walk;
            *(Vec*)(rowY + j) = made / V.Create((float)(count));
        }
    }
}
