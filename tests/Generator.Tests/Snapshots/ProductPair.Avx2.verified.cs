/// <summary>y = x · wᵀ: (T × 16) · (16 × 64).</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Product16Pair(float* x, float* w, float* y, float* scratch, nint rows, nint from, nint to) {
    // panels of 16 columns; 6 rows at a time, the last tile may run into rows that nobody reads
    nint begin = from * 6;
    nint end = Math.Min(to * 6, 4);
    for (nint panel = begin; panel < end; panel++) {
        float* panelWeights = w + (panel * 256);
        float* rowX = x;
        float* rowY = y + (panel * 8);
        float* up = scratch + ((panel - begin) * 8);
        for (nint row = 0; row < rows - 1; row += 6, rowX += 288, rowY += 288, up += 288) {
            Vec s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default, s30 = default, s31 = default;
            Vec s40 = default, s41 = default, s50 = default, s51 = default;
            float* k = rowX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 16) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 8);
                Sse.Prefetch1(b + 256);
                Vec a00 = V.Create(*k); s00 = Isa.MultiplyAdd(a00, b00, s00); s01 = Isa.MultiplyAdd(a00, b01, s01);
                Vec a01 = V.Create(k[48]); s10 = Isa.MultiplyAdd(a01, b00, s10); s11 = Isa.MultiplyAdd(a01, b01, s11);
                Vec a02 = V.Create(k[96]); s20 = Isa.MultiplyAdd(a02, b00, s20); s21 = Isa.MultiplyAdd(a02, b01, s21);
                Vec a03 = V.Create(k[144]); s30 = Isa.MultiplyAdd(a03, b00, s30); s31 = Isa.MultiplyAdd(a03, b01, s31);
                Vec a04 = V.Create(k[192]); s40 = Isa.MultiplyAdd(a04, b00, s40); s41 = Isa.MultiplyAdd(a04, b01, s41);
                Vec a05 = V.Create(k[240]); s50 = Isa.MultiplyAdd(a05, b00, s50); s51 = Isa.MultiplyAdd(a05, b01, s51);
            }
            *(Vec*)rowY = s00; *(Vec*)up = s01; *(Vec*)(rowY + 48) = s10; *(Vec*)(up + 48) = s11; *(Vec*)(rowY + 96) = s20; *(Vec*)(up + 96) = s21;
            *(Vec*)(rowY + 144) = s30; *(Vec*)(up + 144) = s31; *(Vec*)(rowY + 192) = s40; *(Vec*)(up + 192) = s41; *(Vec*)(rowY + 240) = s50;
            *(Vec*)(up + 240) = s51;
        }
    }
    // a single row
    if (rows % 6 == 1) {
        float* lastX = x + ((rows - 1) * 48);
        float* lastY = y + ((rows - 1) * 48);
        for (nint panel_2 = begin; panel_2 < end; panel_2++) {
            nint column = panel_2 * 8;
            float* panelWeights = w + (panel_2 * 256);
            Vec s00 = default, s01 = default;
            float* k = lastX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 16) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 8);
                Vec a00 = V.Create(*k); s00 = Isa.MultiplyAdd(a00, b00, s00); s01 = Isa.MultiplyAdd(a00, b01, s01);
            }
            *(Vec*)(lastY + column) = s00; *(Vec*)(scratch + (((rows - 1) * 48) + ((panel_2 - begin) * 8))) = s01;
        }
    }
}
