using Etch.Numerics.Tests.Support;

namespace Etch.Numerics.Tests.Law;

/// <summary>The law of sums over time: however a session came to its position, what follows has the same bits.</summary>
public sealed class CausalLawTests
{
    public static TheoryData<string> Causal => [.. Catalogue.Causal];

    [Theory]
    [MemberData(nameof(Causal))]
    public void APromptInPiecesHasTheBitsOfTheWhole(string name)
    {
        TestModel model = Catalogue.Of(name);
        using CausalSubject subject = (CausalSubject)model.Open();
        Sentence sentence = model.Sentence(model.Declaration.Context);
        float[] whole = subject.Run(sentence);
        Bits.AreAlive(whole, name);
        foreach (int size in new[] { 1, 2, 3, 5, 7, 13, 64, 96, 101, 256 }.Where(size => size < sentence.Ids.Length))
        {
            subject.Session.Rewind(0);
            float[] pieces = [.. sentence.Ids.Chunk(size).SelectMany(piece => subject.Append(piece))];
            Bits.Equal(whole, pieces, $"{name}, pieces of {size}");
        }
    }

    [Theory]
    [MemberData(nameof(Causal))]
    public void TheLastLogitsAreThoseOfAll(string name)
    {
        TestModel model = Catalogue.Of(name);
        using CausalSubject subject = (CausalSubject)model.Open();
        foreach (int length in model.Lengths)
        {
            float[] all = subject.Run(model.Sentence(length));
            subject.Session.Rewind(0);
            Bits.Equal(all.AsSpan(all.Length - subject.Session.VocabularySize), subject.Session.Forward(model.Sentence(length).Ids), $"{name}, {length} tokens");
        }
    }

    [Theory]
    [MemberData(nameof(Causal))]
    public void AForkGoesOnAsItsOriginal(string name)
    {
        TestModel model = Catalogue.Of(name);
        using CausalSubject subject = (CausalSubject)model.Open();
        int[] ids = model.Sentence(model.Declaration.Context).Ids;
        float[] whole = subject.Run(new Sentence(ids, []));
        int width = subject.Session.VocabularySize;
        foreach (int at in new[] { 1, 50, 95, 96, 97, 200 }.Where(at => at < ids.Length - 2))
        {
            subject.Session.Rewind(0);
            subject.Append(ids.AsSpan(0, at));
            using ILanguageModel fork = subject.Session.Fork(), other = subject.Session.Fork();
            other.Forward([.. ids[at..].Reverse()]);
            Bits.Equal(whole.AsSpan(at * width, width), fork.Forward(ids.AsSpan(at, 1)), $"{name}, fork at {at}");
            Bits.Equal(whole.AsSpan(at * width), subject.Append(ids.AsSpan(at)), $"{name}, original of a fork at {at}");
            Bits.Equal(whole.AsSpan(whole.Length - width), fork.Forward(ids.AsSpan(at + 1)), $"{name}, fork at {at}, at the end");
        }
    }

    /// <summary>Back over all that a session has read, block by block; behind a window the blocks are made again.</summary>
    [Theory]
    [MemberData(nameof(Causal))]
    public void AfterARewindTheRestHasTheSameBits(string name)
    {
        TestModel model = Catalogue.Of(name);
        using CausalSubject subject = (CausalSubject)model.Open();
        int[] ids = model.Sentence(model.Declaration.Context).Ids;
        float[] whole = subject.Run(new Sentence(ids, []));
        int width = subject.Session.VocabularySize;
        foreach (int at in new[] { ids.Length - 1, 300, 290, 193, 192, 97, 96, 95, 10, 1, 0 }.Where(at => at < ids.Length))
        {
            subject.Session.Rewind(at);
            Assert.Equal(at, subject.Session.Position);
            Bits.Equal(whole.AsSpan(at * width), subject.Append(ids.AsSpan(at)), $"{name}, rewound to {at}");
        }
    }

    /// <summary>A window that has moved on within its first block lets go of nothing that a rewind needs.</summary>
    [Theory]
    [MemberData(nameof(Causal))]
    public void AShortSessionRewindsAnywhere(string name)
    {
        TestModel model = Catalogue.Of(name);
        int[] ids = model.Sentence(Math.Min(model.Declaration.Context, 160)).Ids;
        using CausalSubject subject = (CausalSubject)model.Open();
        float[] whole = subject.Run(new Sentence(ids, []));
        int width = subject.Session.VocabularySize;
        foreach (int at in new[] { 140, 96, 60, 10, 1 }.Where(at => at < ids.Length))
        {
            subject.Session.Rewind(at);
            Bits.Equal(whole.AsSpan(at * width), subject.Append(ids.AsSpan(at)), $"{name}, rewound to {at} of {ids.Length}");
        }
    }

    /// <summary>What was taken back is gone: other tokens in its place give what a fresh session gives.</summary>
    [Theory]
    [MemberData(nameof(Causal))]
    public void WhatWasTakenBackIsForgotten(string name)
    {
        TestModel model = Catalogue.Of(name);
        using CausalSubject subject = (CausalSubject)model.Open(), fresh = (CausalSubject)model.Open();
        int half = model.Declaration.Context / 2;
        int[] first = model.Sentence(half).Ids, wrong = model.Sentence(half, seed: 9).Ids, right = model.Sentence(half, seed: 10).Ids;
        subject.Append([.. first, .. wrong]);
        subject.Session.Rewind(half);
        fresh.Append(first);
        Bits.Equal(fresh.Append(right), subject.Append(right), name);
    }
}
