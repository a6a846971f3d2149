using Etch.Generator.Diagnostics;
using Etch.Generator.Spec;

namespace Etch.Generator.Parsing;

/// <summary>Brackets become sections.</summary>
internal static class SectionParser
{
    /// <summary>Repeat … End becomes one section; every other bracket is one by itself.</summary>
    public static EquatableArray<SectionSpec>? Parse(List<BracketSpec> brackets, List<Finding> findings)
    {
        List<SectionSpec> sections = [];
        RepeatSpec? open = null;
        List<BracketSpec> body = [];
        for (int index = 0; index < brackets.Count; index++)
        {
            BracketSpec bracket = brackets[index];
            WordSpec? only = bracket.Words.Count == 1 ? bracket.Words[0] : null;
            int flow = bracket.Words.ToList().FindIndex(word => word is RepeatSpec or EndSpec);
            if (flow >= 0 && only is null)
            {
                findings.Add(new Finding(Rules.RepeatAlone, "Repeat and End stand alone in their brackets: write [Repeat(n)] and [End].", index, flow));
                return null;
            }

            if (only is RepeatSpec repeat)
            {
                if (open is not null)
                {
                    findings.Add(new Finding(Rules.RepeatNested, "A Repeat cannot stand inside another; close the first with [End].", index));
                    return null;
                }

                (open, body) = (repeat, []);
            }
            else if (only is EndSpec)
            {
                if (open is null)
                {
                    findings.Add(new Finding(Rules.EndWithoutRepeat, "This End closes nothing; write [Repeat(n)] before the brackets that it closes.", index));
                    return null;
                }

                if (only.In.Length > 0)
                {
                    findings.Add(new Finding(Rules.UnknownLetter, "In names layers of a Repeat; its End closes all of them.", index));
                }

                sections.Add(new SectionSpec(open, body.ToEquatableArray()));
                open = null;
            }
            else if (open is not null)
            {
                body.Add(bracket);
            }
            else
            {
                sections.Add(new SectionSpec(null, EquatableArray.Of(bracket)));
            }
        }

        if (open is not null)
        {
            findings.Add(new Finding(Rules.RepeatWithoutEnd, "This Repeat is never closed; write [End] after its last bracket.", brackets.FindLastIndex(bracket => bracket.Words.Any(word => word is RepeatSpec))));
            return null;
        }

        return sections.ToEquatableArray();
    }
}
