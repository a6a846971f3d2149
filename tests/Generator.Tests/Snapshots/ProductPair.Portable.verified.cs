/// <summary>y = x · wᵀ: (T × 16) · (16 × 64).</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Product16Pair(float* x, float* w, float* y, float* scratch, nint rows, nint from, nint to) {
    // panels of 8 columns; 2 rows at a time, the last tile may run into rows that nobody reads
    nint begin = from * 12;
    nint end = Math.Min(to * 12, 8);
    for (nint panel = begin; panel < end; panel++) {
        float* panelWeights = w + (panel * 128);
        float* rowX = x;
        float* rowY = y + (panel * 4);
        float* up = scratch + ((panel - begin) * 4);
        for (nint row = 0; row < rows - 1; row += 2, rowX += 96, rowY += 96, up += 96) {
            Vec s00 = default, s01 = default, s10 = default, s11 = default;
            float* k = rowX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 8) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 4);
                Vec a00 = V.Create(*k); s00 = V.FusedMultiplyAdd(a00, b00, s00); s01 = V.FusedMultiplyAdd(a00, b01, s01);
                Vec a01 = V.Create(k[48]); s10 = V.FusedMultiplyAdd(a01, b00, s10); s11 = V.FusedMultiplyAdd(a01, b01, s11);
            }
            *(Vec*)rowY = s00; *(Vec*)up = s01; *(Vec*)(rowY + 48) = s10; *(Vec*)(up + 48) = s11;
        }
    }
    // a single row
    if (rows % 2 == 1) {
        float* lastX = x + ((rows - 1) * 48);
        float* lastY = y + ((rows - 1) * 48);
        for (nint panel_2 = begin; panel_2 < end; panel_2++) {
            nint column = panel_2 * 4;
            float* panelWeights = w + (panel_2 * 128);
            Vec s00 = default, s01 = default;
            float* k = lastX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 8) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 4);
                Vec a00 = V.Create(*k); s00 = V.FusedMultiplyAdd(a00, b00, s00); s01 = V.FusedMultiplyAdd(a00, b01, s01);
            }
            *(Vec*)(lastY + column) = s00; *(Vec*)(scratch + (((rows - 1) * 48) + ((panel_2 - begin) * 4))) = s01;
        }
    }
}
