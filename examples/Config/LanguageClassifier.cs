namespace Etch.Examples.Config;

/// <summary>Tells fourteen languages apart: a BERT whose shape stands in the config.json that came with its weights.</summary>
[Transformer("config.json")]
public sealed partial class LanguageClassifier;
