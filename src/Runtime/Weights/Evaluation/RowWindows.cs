namespace Etch.Weights;

/// <summary>
/// The windows of a source, 64 MB together at most. There are several, so that weights that are packed in turns (gate and up; query, key
/// and value) do not push one another out.
/// </summary>
internal sealed class RowWindows(int maxElements = RowWindows.DefaultElements)
{
    private const int DefaultElements = 4 << 20, Count = 4;

    private readonly Lock _lock = new();
    private readonly List<RowWindow> _latestFirst = [];

    /// <summary>True when at least one row of a view fits.</summary>
    public bool Serve(GatherOperand view) => RowWindow.RowElements(view) <= maxElements;

    /// <summary>Reads a block of a view through the window that has its rows, else through the one that was idle longest.</summary>
    public void Read(GatherOperand view, Block block)
    {
        lock (_lock)
        {
            WindowOf(view).Read(view, block);
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _latestFirst.Clear();
        }
    }

    private RowWindow WindowOf(GatherOperand view)
    {
        RowWindow? window = _latestFirst.Find(window => window.Owner == view) ?? (_latestFirst.Count == Count ? _latestFirst[^1] : null);
        if (window is null)
        {
            window = new RowWindow(maxElements);
        }
        else
        {
            _latestFirst.Remove(window);
        }
        _latestFirst.Insert(0, window);
        return window;
    }
}
