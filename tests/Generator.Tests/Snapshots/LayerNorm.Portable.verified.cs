/// <summary>y = (x − mean) / √(variance + ε) · gain + bias: rows of 16.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void LayerNorm16(float* x, float* gain, float* bias, float* y, nint from, nint to) {
    float* rowX = x + (from * 48);
    float* rowY = y + (from * 48);
    for (nint row = from; row < to; row++, rowX += 48, rowY += 48) {
        Vec sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        float* walk = rowX;
        for (nint j = 0; j < 16; j += 16, walk += 16) {
            sum0 = sum0 + *(Vec*)walk; sum1 = sum1 + *(Vec*)(walk + 4); sum2 = sum2 + *(Vec*)(walk + 8); sum3 = sum3 + *(Vec*)(walk + 12);
        }
        Vec sum = V.Create(FoldSum(sum0, sum1, sum2, sum3));
        Vec mean = sum / V.Create(16f);
        Vec square0 = default, square1 = default, square2 = default, square3 = default;
        float* walk_2 = rowX;
        for (nint j_2 = 0; j_2 < 16; j_2 += 16, walk_2 += 16) {
            square0 = V.FusedMultiplyAdd(*(Vec*)walk_2 - mean, *(Vec*)walk_2 - mean, square0);
            square1 = V.FusedMultiplyAdd(*(Vec*)(walk_2 + 4) - mean, *(Vec*)(walk_2 + 4) - mean, square1);
            square2 = V.FusedMultiplyAdd(*(Vec*)(walk_2 + 8) - mean, *(Vec*)(walk_2 + 8) - mean, square2);
            square3 = V.FusedMultiplyAdd(*(Vec*)(walk_2 + 12) - mean, *(Vec*)(walk_2 + 12) - mean, square3);
        }
        Vec square = V.Create(FoldSum(square0, square1, square2, square3));
        Vec scale = V.Create(1f) / V.Sqrt((square / V.Create(16f)) + V.Create(1E-05f));
        for (nint j_3 = 0; j_3 < 16; j_3 += 4)
            *(Vec*)(rowY + j_3) = V.FusedMultiplyAdd((*(Vec*)(rowX + j_3) - mean) * scale, *(Vec*)(gain + j_3), *(Vec*)(bias + j_3));
    }
}
