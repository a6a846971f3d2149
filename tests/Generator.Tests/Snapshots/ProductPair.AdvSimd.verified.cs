/// <summary>y = x · wᵀ: (T × 16) · (16 × 64).</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Product16Pair(float* x, float* w, float* y, float* scratch, nint rows, nint from, nint to) {
    // panels of 16 columns; 4 rows at a time, the last tile may run into rows that nobody reads
    nint begin = from * 6;
    nint end = Math.Min(to * 6, 4);
    for (nint panel = begin; panel < end; panel++) {
        float* panelWeights = w + (panel * 256);
        float* rowX = x;
        float* rowY = y + (panel * 8);
        float* up = scratch + ((panel - begin) * 8);
        for (nint row = 0; row < rows - 1; row += 4, rowX += 192, rowY += 192, up += 192) {
            Vec s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
            Vec s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default, s33 = default;
            float* k = rowX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 16) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 4), b02 = *(Vec*)(b + 8), b03 = *(Vec*)(b + 12);
                Vec a00 = V.Create(*k); s00 = Isa.FusedMultiplyAdd(s00, a00, b00); s01 = Isa.FusedMultiplyAdd(s01, a00, b01);
                s02 = Isa.FusedMultiplyAdd(s02, a00, b02); s03 = Isa.FusedMultiplyAdd(s03, a00, b03);
                Vec a01 = V.Create(k[48]); s10 = Isa.FusedMultiplyAdd(s10, a01, b00); s11 = Isa.FusedMultiplyAdd(s11, a01, b01);
                s12 = Isa.FusedMultiplyAdd(s12, a01, b02); s13 = Isa.FusedMultiplyAdd(s13, a01, b03);
                Vec a02 = V.Create(k[96]); s20 = Isa.FusedMultiplyAdd(s20, a02, b00); s21 = Isa.FusedMultiplyAdd(s21, a02, b01);
                s22 = Isa.FusedMultiplyAdd(s22, a02, b02); s23 = Isa.FusedMultiplyAdd(s23, a02, b03);
                Vec a03 = V.Create(k[144]); s30 = Isa.FusedMultiplyAdd(s30, a03, b00); s31 = Isa.FusedMultiplyAdd(s31, a03, b01);
                s32 = Isa.FusedMultiplyAdd(s32, a03, b02); s33 = Isa.FusedMultiplyAdd(s33, a03, b03);
            }
            *(Vec*)rowY = s00; *(Vec*)up = s01; *(Vec*)(rowY + 48) = s10; *(Vec*)(up + 48) = s11; *(Vec*)(rowY + 96) = s20; *(Vec*)(up + 96) = s21;
            *(Vec*)(rowY + 144) = s30; *(Vec*)(up + 144) = s31;
            *(Vec*)(rowY + 4) = s02; *(Vec*)(up + 4) = s03; *(Vec*)(rowY + 52) = s12; *(Vec*)(up + 52) = s13; *(Vec*)(rowY + 100) = s22;
            *(Vec*)(up + 100) = s23; *(Vec*)(rowY + 148) = s32; *(Vec*)(up + 148) = s33;
        }
    }
    // a single row
    if (rows % 4 == 1) {
        float* lastX = x + ((rows - 1) * 48);
        float* lastY = y + ((rows - 1) * 48);
        for (nint panel_2 = begin; panel_2 < end; panel_2++) {
            nint column = panel_2 * 8;
            float* panelWeights = w + (panel_2 * 256);
            Vec s00 = default, s01 = default, s02 = default, s03 = default;
            float* k = lastX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 16) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 4), b02 = *(Vec*)(b + 8), b03 = *(Vec*)(b + 12);
                Vec a00 = V.Create(*k); s00 = Isa.FusedMultiplyAdd(s00, a00, b00); s01 = Isa.FusedMultiplyAdd(s01, a00, b01);
                s02 = Isa.FusedMultiplyAdd(s02, a00, b02); s03 = Isa.FusedMultiplyAdd(s03, a00, b03);
            }
            *(Vec*)(lastY + column) = s00; *(Vec*)(scratch + (((rows - 1) * 48) + ((panel_2 - begin) * 8))) = s01;
            *(Vec*)(lastY + column + 4) = s02; *(Vec*)(scratch + (((rows - 1) * 48) + ((panel_2 - begin) * 8)) + 4) = s03;
        }
    }
}
