namespace Etch.Examples.Binary;

/// <summary>Tells fourteen languages apart: a BERT whose shape stands in the config.json that came with its weights.</summary>
[Transformer("config.json")]
internal sealed partial class LanguageClassifier;
