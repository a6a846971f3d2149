using Etch.Generator.Spec;

namespace Etch.Generator.Diagnostics;

/// <summary>Modifiers in one bracket: each after its operator, each once.</summary>
internal sealed class ModifierRules(Walk walk)
{
    private readonly HashSet<Type> _seen = [];
    private WordSpec? _previous;
    private bool _hasAttention;

    public void Check(ModifierSpec modifier)
    {
        string name = SpecPrinter.Name(modifier);
        if (!_hasAttention)
        {
            walk.Say(Rules.ModifierWithoutOperator, $"{name} changes an attention; write it after Attention, with no other word between.");
        }
        else if (modifier is RotaryScalingSpec && _previous is not RotarySpec)
        {
            walk.Say(Rules.ModifierWithoutOperator, $"{name} scales a rotation; write it after Rotary.");
        }
        else if (!_seen.Add(modifier.GetType()))
        {
            walk.Say(Rules.WordTwice, $"{name} stands twice at one attention; remove one of them, or give each its layers with In.");
        }
        else if (modifier is AlibiSpec { Form: AlibiForm.Falcon })
        {
            walk.Say(Rules.NotYet, "AlibiForm.Falcon is not built yet; use Press or Mpt.");
        }
    }

    /// <summary>A word was read.</summary>
    public void Follow(WordSpec word)
    {
        _previous = word;
        _hasAttention = word is AttentionSpec || (word is ModifierSpec && _hasAttention);
        if (word is AttentionSpec)
        {
            _seen.Clear();
        }
    }
}
