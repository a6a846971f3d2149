// The enumerations of the declaration language. The generator compiles this same file, so that a name means one thing in both.
#if ETCH_GENERATOR
namespace Etch.Generator.Spec;
#else
namespace Etch;
#endif

/// <summary>A function applied to each element of the stream.</summary>
public enum Activation
{
    /// <summary>x · (1 + erf(x / √2)) / 2 (Hendrycks and Gimpel 2016).</summary>
    Gelu,
    /// <summary>x · (1 + tanh(√(2/π) · (x + 0.044715 x³))) / 2: GELU as GPT-2 computes it.</summary>
    GeluTanh,
    /// <summary>x · sigmoid(1.702 x): GELU as CLIP computes it.</summary>
    QuickGelu,
    /// <summary>max(x, 0).</summary>
    Relu,
    /// <summary>max(x, 0)².</summary>
    ReluSquared,
    /// <summary>min(max(x, 0), 6).</summary>
    Relu6,
    /// <summary>x · sigmoid(x), also called swish.</summary>
    Silu,
    /// <summary>tanh(x).</summary>
    Tanh,
    /// <summary>1 / (1 + exp(−x)).</summary>
    Sigmoid,
    /// <summary>x · tanh(ln(1 + exp(x))).</summary>
    Mish,
    /// <summary>x where x is at least 0, else 0.01 x.</summary>
    LeakyRelu,
    /// <summary>The first half of the row times the sigmoid of the second; the width halves.</summary>
    Glu,
    /// <summary>ln(1 + x).</summary>
    Log1p,
}

/// <summary>A kind of normalisation.</summary>
public enum Norm
{
    /// <summary>Division by the root of the mean square.</summary>
    Rms,
    /// <summary>Subtraction of the mean, then division by the standard deviation.</summary>
    Layer,
}

/// <summary>What a query-key norm runs over.</summary>
public enum Over
{
    /// <summary>Each head by itself.</summary>
    Head,
    /// <summary>All heads of a row together.</summary>
    All,
}

/// <summary>Which gains a query-key norm has.</summary>
public enum Gain
{
    /// <summary>One gain of the head's width for all heads.</summary>
    Shared,
    /// <summary>A gain of its own for each head.</summary>
    PerHead,
    /// <summary>No gain.</summary>
    None,
}

/// <summary>Which places of a head a rotation turns together.</summary>
public enum Pairing
{
    /// <summary>Place k with place k + d/2.</summary>
    Halves,
    /// <summary>Place 2k with place 2k + 1.</summary>
    Adjacent,
}

/// <summary>How sines and cosines lie in a row of sinusoidal positions.</summary>
public enum Layout
{
    /// <summary>Column 2i holds the sine, 2i + 1 the cosine (Vaswani et al. 2017).</summary>
    Interleaved,
    /// <summary>All sines, then all cosines, with the same frequencies.</summary>
    Halves,
    /// <summary>All sines, then all cosines, with frequencies 10000^(−i/(d/2 − 1)) (tensor2tensor, fairseq).</summary>
    HalvesInclusive,
}

/// <summary>How the rows of a sequence become one.</summary>
public enum Pooling
{
    /// <summary>The first row.</summary>
    First,
    /// <summary>The last row.</summary>
    Last,
    /// <summary>The row of the end-of-text token.</summary>
    EndOfText,
    /// <summary>The mean of the rows.</summary>
    Mean,
    /// <summary>The sum of the rows divided by √n.</summary>
    MeanSqrt,
    /// <summary>The mean with weights 1, 2, … n.</summary>
    Weighted,
    /// <summary>The largest of each column.</summary>
    Max,
    /// <summary>A learned weighted mean (additive attention).</summary>
    Additive,
}

/// <summary>How the score of a query and a key is computed.</summary>
public enum Score
{
    /// <summary>The dot product.</summary>
    Dot,
    /// <summary>The cosine of the angle.</summary>
    Cosine,
}

/// <summary>The published forms of attention with linear biases.</summary>
public enum AlibiForm
{
    /// <summary>Press et al. 2021, as in BLOOM.</summary>
    Press,
    /// <summary>As in MPT.</summary>
    Mpt,
    /// <summary>As in Falcon: added before the scale, rounded to bfloat16.</summary>
    Falcon,
}

/// <summary>The element type of weights in memory.</summary>
public enum WeightFormat
{
    /// <summary>32-bit floating point.</summary>
    Float32,
}

/// <summary>The tensor names of a model family.</summary>
public enum Naming
{
    /// <summary>Roles are names: what Save writes.</summary>
    Roles,
    /// <summary>GPT-2, DialoGPT, distilgpt2.</summary>
    Gpt2,
    /// <summary>Llama 1 to 3, Mistral and what follows their names.</summary>
    Llama,
    /// <summary>BERT and its sentence-transformers.</summary>
    Bert,
    /// <summary>RoBERTa, XLM-RoBERTa, CamemBERT.</summary>
    Roberta,
    /// <summary>DistilBERT.</summary>
    DistilBert,
}
