namespace Etch.Fuzz.Calls;

/// <summary>Calls that must be refused with a documented exception; the walk then finds the session as it was.</summary>
internal static class WrongCalls
{
    public static void Make(Walker walker, Random random)
    {
        int[] good = [1, 2, 3];
        float[] room = new float[(walker.Context + 1) * walker.VocabularySize];
        Action[] wrong =
        [
            () => walker.Forward([]),
            () => walker.Forward([0, walker.VocabularySize]),
            () => walker.Forward([int.MinValue]),
            () => walker.Forward(new int[walker.Room + 1]),
            () => walker.ForwardAll(new int[walker.Room + 1], room),
            () => walker.ForwardAll(good, new float[(3 * walker.VocabularySize) - 1]),
            () => walker.Session.Rewind(walker.Position + 1),
            () => walker.Session.Rewind(-1),
            () => walker.Session.Taps.Hidden(-1),
            () => walker.Session.Taps.CopyAttention(int.MaxValue, room),
        ];
        Refused(wrong[random.Next(wrong.Length)]);
    }

    private static void Refused(Action call)
    {
        try
        {
            call();
        }
        catch (ArgumentException)
        {
            return;
        }

        throw new FindingException("a wrong call was not refused");
    }
}
