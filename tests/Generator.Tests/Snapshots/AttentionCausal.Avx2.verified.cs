/// <summary>y = softmax(q · kᵀ, causal) · v: 2 heads of 8, 2 of keys and values.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Attention2x8(float* queries, float** blocks, nint keyOffset, nint valueOffset, int* tiles, nint tileCount, int* firsts,
    int* lasts, float* mixedRows, float* tap, nint tapRows, nint tapKeys, float* scratch, nint from, nint to) {
    for (nint item = from; item < to; item++) {
        // an item is a head and a tile: first row, rows, first block of its run
        nint head = item / tileCount;
        int* tile = tiles + ((item % tileCount) * 4);
        nint first = *tile;
        nint count = tile[1];
        float** run = blocks + tile[2];
        float* query = queries + ((first * 48) + (head * 8));
        float* mixed = mixedRows + ((first * 48) + (head * 8));
        nint keys = keyOffset + (head * 768);
        nint values = valueOffset + (head * 1536);
        if (count == 1) {
            nint from0 = firsts[first], to0 = lasts[first];
            // scores = q · kᵀ, a panel of keys at a time
            for (nint panel = from0 / 24; panel < (to0 + 23) / 24; panel++) {
                float* key = run[panel / 4] + (keys + ((panel % 4) * 192));
                Vec s00 = default, s01 = default, s02 = default;
                float* q = query;
                for (nint e = 0; e < 8; e++, q += 1, key += 24) {
                    Vec k0 = *(Vec*)key, k1 = *(Vec*)(key + 8), k2 = *(Vec*)(key + 16);
                    Vec a0 = V.Create(*q); s00 = Isa.MultiplyAdd(a0, k0, s00); s01 = Isa.MultiplyAdd(a0, k1, s01); s02 = Isa.MultiplyAdd(a0, k2, s02);
                }
                float* score = scratch + (panel * 24);
                Vec factor0 = V.Create(0.35355338f);
                *(Vec*)score = s00 * factor0; *(Vec*)(score + 8) = s01 * factor0; *(Vec*)(score + 16) = s02 * factor0;
            }
        } else {
            nint from0 = firsts[first], to0 = lasts[first];
            nint from1 = firsts[first + Math.Min(1, count - 1)], to1 = lasts[first + Math.Min(1, count - 1)];
            nint from2 = firsts[first + Math.Min(2, count - 1)], to2 = lasts[first + Math.Min(2, count - 1)];
            nint from3 = firsts[first + Math.Min(3, count - 1)], to3 = lasts[first + Math.Min(3, count - 1)];
            // scores = q · kᵀ, a panel of keys at a time
            for (nint panel = from0 / 24; panel < (to3 + 23) / 24; panel++) {
                float* key = run[panel / 4] + (keys + ((panel % 4) * 192));
                Vec s00 = default, s01 = default, s02 = default, s10 = default, s11 = default, s12 = default, s20 = default, s21 = default;
                Vec s22 = default, s30 = default, s31 = default, s32 = default;
                float* q = query;
                for (nint e = 0; e < 8; e++, q += 1, key += 24) {
                    Vec k0 = *(Vec*)key, k1 = *(Vec*)(key + 8), k2 = *(Vec*)(key + 16);
                    Vec a0 = V.Create(*q); s00 = Isa.MultiplyAdd(a0, k0, s00); s01 = Isa.MultiplyAdd(a0, k1, s01); s02 = Isa.MultiplyAdd(a0, k2, s02);
                    Vec a1 = V.Create(q[48]); s10 = Isa.MultiplyAdd(a1, k0, s10); s11 = Isa.MultiplyAdd(a1, k1, s11);
                    s12 = Isa.MultiplyAdd(a1, k2, s12);
                    Vec a2 = V.Create(q[96]); s20 = Isa.MultiplyAdd(a2, k0, s20); s21 = Isa.MultiplyAdd(a2, k1, s21);
                    s22 = Isa.MultiplyAdd(a2, k2, s22);
                    Vec a3 = V.Create(q[144]); s30 = Isa.MultiplyAdd(a3, k0, s30); s31 = Isa.MultiplyAdd(a3, k1, s31);
                    s32 = Isa.MultiplyAdd(a3, k2, s32);
                }
                float* score = scratch + (panel * 24);
                Vec factor0 = V.Create(0.35355338f);
                *(Vec*)score = s00 * factor0; *(Vec*)(score + 8) = s01 * factor0; *(Vec*)(score + 16) = s02 * factor0;
                *(Vec*)(score + 112) = s10 * factor0; *(Vec*)(score + 120) = s11 * factor0; *(Vec*)(score + 128) = s12 * factor0;
                *(Vec*)(score + 224) = s20 * factor0; *(Vec*)(score + 232) = s21 * factor0; *(Vec*)(score + 240) = s22 * factor0;
                *(Vec*)(score + 336) = s30 * factor0; *(Vec*)(score + 344) = s31 * factor0; *(Vec*)(score + 352) = s32 * factor0;
            }
        }
        // softmax over what each row sees, not yet divided by its sum
        float* row = scratch;
        for (nint r = 0; r < count; r++, row += 112) {
            nint from_2 = firsts[first + r];
            nint to_2 = lasts[first + r];
            nint begin = (from_2 / 16) * 16;
            nint end = ((to_2 + 15) / 16) * 16;
            for (nint j = begin; j < from_2; j++)
                row[j] = float.NegativeInfinity;
            for (nint j_2 = to_2; j_2 < end; j_2++)
                row[j_2] = float.NegativeInfinity;
            Vec m0 = V.Create(float.NegativeInfinity), m1 = V.Create(float.NegativeInfinity);
            for (nint j_3 = begin; j_3 < end; j_3 += 16) {
                Vec x0 = *(Vec*)(row + j_3); m0 = V.ConditionalSelect(V.LessThan(m0, x0), x0, m0); Vec x1 = *(Vec*)(row + (j_3 + 8));
                m1 = V.ConditionalSelect(V.LessThan(m1, x1), x1, m1);
            }
            Vec maximum = V.Create(FoldMax(m0, m1));
            for (nint j_4 = begin; j_4 < end; j_4 += 8) {
                Vec x = *(Vec*)(row + j_4) - maximum; Vec shifted = Isa.MultiplyAdd(x, V.Create(1.442695f), V.Create(12583039f));
                Vec n = shifted - V.Create(12583039f);
                Vec r_2 = Isa.MultiplyAdd(n, V.Create(1.9046542E-09f), Isa.MultiplyAdd(n, V.Create(-0.6931472f), x));
                Vec p = Isa.MultiplyAdd(V.Create(0.0013838869f), r_2, V.Create(0.008369192f)); p = Isa.MultiplyAdd(p, r_2, V.Create(0.041668102f));
                p = Isa.MultiplyAdd(p, r_2, V.Create(0.16666517f)); p = Isa.MultiplyAdd(p, r_2, V.Create(0.49999994f));
                p = Isa.MultiplyAdd(p, r_2, V.Create(1f)); p = Isa.MultiplyAdd(p, r_2, V.Create(1f));
                *(Vec*)(row + j_4) = V.ConditionalSelect(V.LessThan(x, V.Create(-87.33654f)), Vec.Zero, p * (shifted.AsInt32() << 23).AsSingle());
            }
            Vec t0 = default, t1 = default;
            for (nint j_5 = begin; j_5 < end; j_5 += 16) {
                t0 = t0 + *(Vec*)(row + j_5); t1 = t1 + *(Vec*)(row + (j_5 + 8));
            }
            float sum = FoldSum(t0, t1);
            row[111] = sum;
            if (tap != null) {
                float* tapped = tap + (((head * tapRows) + (first + r)) * tapKeys);
                for (nint j_6 = begin; j_6 < end; j_6 += 8)
                    *(Vec*)(tapped + j_6) = *(Vec*)(row + j_6) / V.Create(sum);
            }
        }
        if (count == 1) {
            nint from0 = firsts[first], to0 = lasts[first];
            // mixed = Σ p · v / sum, in rising order of positions
            Vec s00 = default;
            for (nint b = from0 / 96; b < (to0 + 95) / 96; b++) {
                nint begin = Math.Max(from0, b * 96);
                nint end = Math.Min(to0, (b + 1) * 96);
                float* weight = scratch + begin;
                float* value = run[b] + (values + ((begin - (b * 96)) * 16));
                for (nint j = begin; j < end; j++, weight += 1, value += 16) {
                    Vec v0 = *(Vec*)value;
                    Vec a0 = V.Create(*weight); s00 = Isa.MultiplyAdd(a0, v0, s00);
                }
            }
            Vec sum = V.Create(scratch[111]); *(Vec*)mixed = s00 / sum;
        } else {
            nint from0 = firsts[first], to0 = lasts[first];
            nint from1 = firsts[first + Math.Min(1, count - 1)], to1 = lasts[first + Math.Min(1, count - 1)];
            nint from2 = firsts[first + Math.Min(2, count - 1)], to2 = lasts[first + Math.Min(2, count - 1)];
            nint from3 = firsts[first + Math.Min(3, count - 1)], to3 = lasts[first + Math.Min(3, count - 1)];
            // mixed = Σ p · v / sum, in rising order of positions
            Vec s00 = default, s10 = default, s20 = default, s30 = default;
            for (nint b = from3 / 96; b < (to0 + 95) / 96; b++) {
                nint begin = Math.Max(from3, b * 96);
                nint end = Math.Min(to0, (b + 1) * 96);
                float* weight = scratch + begin;
                float* value = run[b] + (values + ((begin - (b * 96)) * 16));
                for (nint j = begin; j < end; j++, weight += 1, value += 16) {
                    Vec v0 = *(Vec*)value;
                    Vec a0 = V.Create(*weight); s00 = Isa.MultiplyAdd(a0, v0, s00);
                    Vec a1 = V.Create(weight[112]); s10 = Isa.MultiplyAdd(a1, v0, s10);
                    Vec a2 = V.Create(weight[224]); s20 = Isa.MultiplyAdd(a2, v0, s20);
                    Vec a3 = V.Create(weight[336]); s30 = Isa.MultiplyAdd(a3, v0, s30);
                }
            }
            for (nint j_2 = Math.Max(from3, to0); j_2 < to1; j_2++) {
                float* value = run[j_2 / 96] + (values + ((j_2 % 96) * 16)); Vec a = V.Create(scratch[j_2 + 112]);
                s10 = Isa.MultiplyAdd(a, *(Vec*)value, s10);
            }
            for (nint j_3 = Math.Max(from3, to0); j_3 < to2; j_3++) {
                float* value = run[j_3 / 96] + (values + ((j_3 % 96) * 16)); Vec a = V.Create(scratch[j_3 + 224]);
                s20 = Isa.MultiplyAdd(a, *(Vec*)value, s20);
            }
            for (nint j_4 = Math.Max(from3, to0); j_4 < to3; j_4++) {
                float* value = run[j_4 / 96] + (values + ((j_4 % 96) * 16)); Vec a = V.Create(scratch[j_4 + 336]);
                s30 = Isa.MultiplyAdd(a, *(Vec*)value, s30);
            }
            Vec sum = V.Create(scratch[111]); *(Vec*)mixed = s00 / sum;
            if (1 < count) {
                Vec sum_2 = V.Create(scratch[223]); *(Vec*)(mixed + 48) = s10 / sum_2;
            }
            if (2 < count) {
                Vec sum_2 = V.Create(scratch[335]); *(Vec*)(mixed + 96) = s20 / sum_2;
            }
            if (3 < count) {
                Vec sum_2 = V.Create(scratch[447]); *(Vec*)(mixed + 144) = s30 / sum_2;
            }
        }
    }
}
