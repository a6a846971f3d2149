/// <summary>y = x · wᵀ + bias: (T × 16) · (16 × 32).</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Product16Bias(float* x, float* w, float* bias, float* y, nint rows, nint from, nint to) {
    // panels of 16 columns; 4 rows at a time, the last tile may run into rows that nobody reads
    nint begin = from * 3;
    nint end = Math.Min(to * 3, 2);
    for (nint panel = begin; panel < end; panel++) {
        float* panelWeights = w + (panel * 256);
        float* rowX = x;
        float* rowY = y + (panel * 16);
        for (nint row = 0; row < rows - 1; row += 4, rowX += 192, rowY += 192) {
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
            Vec bias0 = *(Vec*)(bias + (panel * 16));
            *(Vec*)rowY = s00 + bias0; *(Vec*)(rowY + 48) = s10 + bias0; *(Vec*)(rowY + 96) = s20 + bias0; *(Vec*)(rowY + 144) = s30 + bias0;
            Vec bias0_2 = *(Vec*)(bias + ((panel * 16) + 4));
            *(Vec*)(rowY + 4) = s01 + bias0_2; *(Vec*)(rowY + 52) = s11 + bias0_2; *(Vec*)(rowY + 100) = s21 + bias0_2;
            *(Vec*)(rowY + 148) = s31 + bias0_2;
            Vec bias0_3 = *(Vec*)(bias + ((panel * 16) + 8));
            *(Vec*)(rowY + 8) = s02 + bias0_3; *(Vec*)(rowY + 56) = s12 + bias0_3; *(Vec*)(rowY + 104) = s22 + bias0_3;
            *(Vec*)(rowY + 152) = s32 + bias0_3;
            Vec bias0_4 = *(Vec*)(bias + ((panel * 16) + 12));
            *(Vec*)(rowY + 12) = s03 + bias0_4; *(Vec*)(rowY + 60) = s13 + bias0_4; *(Vec*)(rowY + 108) = s23 + bias0_4;
            *(Vec*)(rowY + 156) = s33 + bias0_4;
        }
    }
    // a single row
    if (rows % 4 == 1) {
        float* lastX = x + ((rows - 1) * 48);
        float* lastY = y + ((rows - 1) * 48);
        for (nint panel_2 = begin; panel_2 < end; panel_2++) {
            nint column = panel_2 * 16;
            float* panelWeights = w + (panel_2 * 256);
            Vec s00 = default, s01 = default, s02 = default, s03 = default;
            float* k = lastX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 16) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 4), b02 = *(Vec*)(b + 8), b03 = *(Vec*)(b + 12);
                Vec a00 = V.Create(*k); s00 = Isa.FusedMultiplyAdd(s00, a00, b00); s01 = Isa.FusedMultiplyAdd(s01, a00, b01);
                s02 = Isa.FusedMultiplyAdd(s02, a00, b02); s03 = Isa.FusedMultiplyAdd(s03, a00, b03);
            }
            Vec bias0 = *(Vec*)(bias + column);
            *(Vec*)(lastY + column) = s00 + bias0;
            Vec bias0_2 = *(Vec*)(bias + (column + 4));
            *(Vec*)(lastY + column + 4) = s01 + bias0_2;
            Vec bias0_3 = *(Vec*)(bias + (column + 8));
            *(Vec*)(lastY + column + 8) = s02 + bias0_3;
            Vec bias0_4 = *(Vec*)(bias + (column + 12));
            *(Vec*)(lastY + column + 12) = s03 + bias0_4;
        }
    }
}
