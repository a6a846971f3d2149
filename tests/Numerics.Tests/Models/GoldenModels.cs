namespace Etch.Numerics.Tests.Models;

// Tiny models of every family, compiled from the config.json of their folder while this project builds.

[Transformer("goldens/gpt2/config.json")]
public sealed partial class Gpt2;

[Transformer("goldens/gpt2-inverse-layer/config.json")]
public sealed partial class Gpt2InverseLayer;

[Transformer("goldens/etch-gpt3/config.json")]
public sealed partial class Gpt3;

[Transformer("goldens/llama/config.json")]
public sealed partial class Llama;

[Transformer("goldens/llama-rope-llama3/config.json")]
public sealed partial class LlamaRopeLlama3;

[Transformer("goldens/llama-rope-yarn/config.json")]
public sealed partial class LlamaRopeYarn;

[Transformer("goldens/llama-tied-bias/config.json")]
public sealed partial class LlamaTiedBias;

[Transformer("goldens/mistral/config.json")]
public sealed partial class Mistral;

[Transformer("goldens/bert/config.json")]
public sealed partial class Bert;

[Transformer("goldens/bert-masked-lm/config.json")]
public sealed partial class BertMasked;

[Transformer("goldens/bert-question-answering/config.json")]
public sealed partial class BertQuestion;

[Transformer("goldens/roberta/config.json")]
public sealed partial class Roberta;

[Transformer("goldens/distilbert-sequence-classification/config.json")]
public sealed partial class DistilBert;
