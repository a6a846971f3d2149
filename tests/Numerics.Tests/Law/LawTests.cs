using Etch.Numerics.Tests.Support;
using Etch.Reference;

namespace Etch.Numerics.Tests.Law;

/// <summary>The law of sums: a result has the same bits whatever computes it, and in whatever company.</summary>
public sealed class LawTests
{
    public static TheoryData<string> All => [.. Catalogue.All];

    public static TheoryData<string> Encoders => [.. Catalogue.Encoders];

    [Theory]
    [MemberData(nameof(All))]
    public void EveryInstructionSetHasTheBitsOfThePortableOne(string name)
    {
        TestModel model = Catalogue.Of(name);
        using Subject portable = model.Open("Portable");
        foreach (string set in Machine.InstructionSets)
        {
            using Subject other = model.Open(set);
            foreach (int length in model.Lengths)
            {
                float[] expected = portable.Run(model.Sentence(length));
                Bits.AreAlive(expected, $"{name}, {length} tokens");
                Bits.Equal(expected, other.Run(model.Sentence(length)), $"{name}, {set}, {length} tokens");
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void TapsChangeNoBit(string name)
    {
        TestModel model = Catalogue.Of(name);
        using Subject plain = model.Open(), tapped = model.Open();
        (tapped.Taps.KeepHidden, tapped.Taps.KeepAttention) = (true, true);
        foreach (int length in model.Lengths)
        {
            Bits.Equal(plain.Run(model.Sentence(length)), tapped.Run(model.Sentence(length)), $"{name}, {length} tokens");
        }
    }

    /// <summary>A session that has done other work answers as a fresh one: nothing is left in the arena, the blocks or the scratch.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void AWornSessionAnswersAsAFreshOne(string name)
    {
        TestModel model = Catalogue.Of(name);
        using Subject worn = model.Open(), fresh = model.Open();
        worn.Run(model.Sentence(model.Declaration.Context, seed: 5));
        Bits.Equal(fresh.Run(model.Sentence(3)), worn.Run(model.Sentence(3)), name);
    }

    [Theory]
    [MemberData(nameof(Encoders))]
    public void ABatchHasTheBitsOfItsSequences(string name)
    {
        TestModel model = Catalogue.Of(name);
        using Subject alone = model.Open(), together = model.Open();
        int[] lengths = [7, 1, 96, 3, 97, 1, 31, 2, 64, 5, model.Declaration.Context, 13];
        List<Sentence> sentences = [.. lengths.Select((length, index) => model.Sentence(Math.Min(length, model.Declaration.Context), seed: index))];
        Bits.Equal([.. sentences.SelectMany(alone.Run)], together.RunBatch(sentences), name);
        sentences.Reverse();
        Bits.Equal([.. sentences.SelectMany(alone.Run)], together.RunBatch(sentences), $"{name}, backward");
    }

    /// <summary>More sequences than a pass takes.</summary>
    [Fact]
    public void ALongBatchHasTheBitsOfItsSequences()
    {
        TestModel model = Catalogue.Of("BertShape");
        using Subject alone = model.Open(), together = model.Open();
        List<Sentence> sentences = [.. Enumerable.Range(0, 100).Select(index => model.Sentence(1 + (index % 9), seed: index))];
        Bits.Equal([.. sentences.SelectMany(alone.Run)], together.RunBatch(sentences), "100 sequences");
    }

    [Fact]
    public void AskedPositionsHaveTheBitsOfAll()
    {
        TestModel model = Catalogue.Of("MaskedShape");
        using MaskedSubject subject = (MaskedSubject)model.Open();
        Sentence sentence = model.Sentence(100);
        float[] all = subject.Run(sentence);
        int width = subject.Session.VocabularySize;
        foreach (int position in new[] { 0, 99, 42 })
        {
            Bits.Equal(all.AsSpan(position * width, width), subject.Predict(sentence, [position]), $"position {position}");
        }

        Bits.Equal([.. all[(7 * width)..(8 * width)], .. all[(3 * width)..(4 * width)], .. all[(7 * width)..(8 * width)]], subject.Predict(sentence, [7, 3, 7]), "some twice, out of order");
    }

    [Fact]
    public void ANamedOutputIsThatOfTheLastCall()
    {
        TestModel model = Catalogue.Of("CosineEncoder");
        using IDisposable loaded = model.Load();
        using var session = ((Models.CosineEncoder)loaded).CreateSession(1);
        Sentence one = model.Sentence(4), other = model.Sentence(9);
        float[] rows = new float[13 * session.OutputWidth];
        session.Encode(one.Ids, rows);
        float[] first = session.Middle.ToArray();
        session.Encode(other.Ids, rows);
        float[] second = session.Middle.ToArray();
        Assert.Equal(4 * 18, first.Length);
        Bits.AreAlive(first, "Middle");
        session.EncodeBatch([.. one.Ids, .. other.Ids], [4, 9], rows);
        Bits.Equal([.. first, .. second], session.Middle, "Middle of both");
    }
}
