/// <summary>y = x / √(mean(x²) + ε) · gain: rows of 16.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void RmsNorm16(float* x, float* gain, float* y, nint from, nint to) {
    float* rowX = x + (from * 48);
    float* rowY = y + (from * 48);
    for (nint row = from; row < to; row++, rowX += 48, rowY += 48) {
        Vec square0 = default, square1 = default;
        float* walk = rowX;
        for (nint j = 0; j < 16; j += 16, walk += 16) {
            square0 = Isa.MultiplyAdd(*(Vec*)walk, *(Vec*)walk, square0); square1 = Isa.MultiplyAdd(*(Vec*)(walk + 8), *(Vec*)(walk + 8), square1);
        }
        Vec square = V.Create(FoldSum(square0, square1));
        Vec scale = V.Create(1f) / Avx.Sqrt((square / V.Create(16f)) + V.Create(1E-05f));
        for (nint j_2 = 0; j_2 < 16; j_2 += 8)
            *(Vec*)(rowY + j_2) = (*(Vec*)(rowX + j_2) * scale) * *(Vec*)(gain + j_2);
    }
}
