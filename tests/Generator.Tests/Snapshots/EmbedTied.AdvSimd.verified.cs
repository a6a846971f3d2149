/// <summary>y[r] = table[index[r]]: rows of 16.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Embed16(float* table, int* index, float* y, nint from, nint to) {
    for (nint row = from; row < to; row++) {
        nint id = index[row];
        float* rowY = y + (row * 48);
        // a row of the table is a column of the head's panels of 16
        float* column = table + (((id / 16) * 256) + (id % 16));
        for (nint j = 0; j < 16; j++, column += 16)
            rowY[j] = *column;
    }
}
