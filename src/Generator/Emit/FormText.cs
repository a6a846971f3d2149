using System.Text.RegularExpressions;
using Etch.Generator.Spec;

namespace Etch.Generator.Emit;

/// <summary>A form as rows of text: the interface, the runtime's session behind it, the members.</summary>
internal sealed record FormText(string Interface, string Core, string Members)
{
    /// <summary>The members one by one, each with its documentation and with a body that throws.</summary>
    public IEnumerable<string> BrokenMembers => Members.Replace("\r", "").Split(["\n\n"], StringSplitOptions.None)
        .Select(member => Regex.Replace(member, @"=>\s*(new\()?_session\b[^;]*;", "=> throw Broken();"));

    public static FormText Of(Form form) => form switch
    {
        Form.LanguageModel => new("ILanguageModel", "CausalSession", """
            /// <inheritdoc/>
            public int VocabularySize => _session.Declaration.VocabularySize;

            /// <inheritdoc/>
            public int Position => _session.Position;

            /// <inheritdoc/>
            public ReadOnlySpan<float> Forward(ReadOnlySpan<int> tokens) => _session.Forward(tokens);

            /// <inheritdoc/>
            public void ForwardAll(ReadOnlySpan<int> tokens, Span<float> destination) => _session.ForwardAll(tokens, destination);

            /// <inheritdoc/>
            public void Rewind(int position) => _session.Rewind(position);

            /// <summary>A second session that has read the same tokens; both share their past and go on independently.</summary>
            public Session Fork() => new(_session.Fork());

            ILanguageModel ILanguageModel.Fork() => Fork();
            """),
        Form.MaskedLanguageModel => new("IMaskedLanguageModel", "EncoderSession", """
            /// <inheritdoc/>
            public int VocabularySize => _session.Declaration.VocabularySize;

            /// <inheritdoc/>
            public void Predict(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<float> destination, ReadOnlySpan<int> segments = default) =>
                _session.Predict(tokens, positions, segments, destination);
            """),
        Form.Classifier => new("IClassifier", "EncoderSession", """
            /// <inheritdoc/>
            public int LabelCount => _session.OutputWidth;

            /// <inheritdoc/>
            public bool IsPooled => _session.IsPooled;

            /// <inheritdoc/>
            public ReadOnlySpan<float> Classify(ReadOnlySpan<int> tokens, ReadOnlySpan<int> segments = default) => _session.Run(tokens, segments);

            /// <inheritdoc/>
            public void ClassifyBatch(ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths, Span<float> destination, ReadOnlySpan<int> segments = default) =>
                _session.Run(tokens, lengths, segments, destination);
            """),
        _ => new("IEncoder", "EncoderSession", """
            /// <inheritdoc/>
            public int OutputWidth => _session.OutputWidth;

            /// <inheritdoc/>
            public bool IsPooled => _session.IsPooled;

            /// <inheritdoc/>
            public void Encode(ReadOnlySpan<int> tokens, Span<float> destination, ReadOnlySpan<int> segments = default) =>
                _session.Run(tokens, [tokens.Length], segments, destination);

            /// <inheritdoc/>
            public void EncodeBatch(ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths, Span<float> destination, ReadOnlySpan<int> segments = default) =>
                _session.Run(tokens, lengths, segments, destination);
            """),
    };
}
