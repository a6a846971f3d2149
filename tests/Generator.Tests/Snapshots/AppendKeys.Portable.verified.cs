/// <summary>keys of 2 heads of 8 into the blocks, as panels of 12.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void AppendKeys2x8(float* x, float** blocks, int* slots, int* positions, nint offset, nint from, nint to) {
    for (nint row = from; row < to; row++) {
        float* block = blocks[slots[row]] + offset;
        nint place = positions[row] % 96;
        float* headX = x + (row * 48);
        float* column = block + (((place / 12) * 96) + (place % 12));
        for (nint head = 0; head < 2; head++, headX += 8, column += 768) {
            float* at = column;
            for (nint e = 0; e < 8; e++, at += 12)
                *at = headX[e];
        }
    }
}
