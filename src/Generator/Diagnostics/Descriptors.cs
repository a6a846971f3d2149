using Microsoft.CodeAnalysis;

namespace Etch.Generator.Diagnostics;

/// <summary>The descriptors of the rules: number, title, category, the page that explains it. A field each, as the analyzer of analyzers reads them.</summary>
internal static class Descriptors
{
    /// <summary>Where the rules' pages are published.</summary>
    private const string Pages = "https://github.com/etch-dotnet/etch/blob/main/docs/rules/";

    /// <summary>A finding brings its own sentence.</summary>
    private const string Sentence = "{0}";

    private const DiagnosticSeverity Error = DiagnosticSeverity.Error;
    private const DiagnosticSeverity Warning = DiagnosticSeverity.Warning;
    private const DiagnosticSeverity Info = DiagnosticSeverity.Info;

    private const string Grammar = "Etch.Grammar";
    private const string Shapes = "Etch.Shapes";
    private const string Config = "Etch.Config";
    private const string Weights = "Etch.Weights";
    private const string Build = "Etch.Build";
    private const string Advice = "Etch.Advice";
    private const string Internal = "Etch.Internal";

    private static readonly DiagnosticDescriptor s_notPartial =
        new(Rules.NotPartial, "A model is a partial class", Sentence, Grammar, Error, true, null, Pages + Rules.NotPartial + ".md");

    private static readonly DiagnosticDescriptor s_classKind =
        new(Rules.ClassKind, "This kind of class cannot be a model", Sentence, Grammar, Error, true, null, Pages + Rules.ClassKind + ".md");

    private static readonly DiagnosticDescriptor s_severalDeclarations =
        new(Rules.SeveralDeclarations, "Brackets stand on several declarations", Sentence, Grammar, Error, true, null, Pages + Rules.SeveralDeclarations + ".md");

    private static readonly DiagnosticDescriptor s_noInput =
        new(Rules.NoInput, "A model begins with its input", Sentence, Grammar, Error, true, null, Pages + Rules.NoInput + ".md");

    private static readonly DiagnosticDescriptor s_outOfPlace =
        new(Rules.OutOfPlace, "A word is out of its place", Sentence, Grammar, Error, true, null, Pages + Rules.OutOfPlace + ".md");

    private static readonly DiagnosticDescriptor s_modifierWithoutOperator =
        new(Rules.ModifierWithoutOperator, "A modifier has no operator", Sentence, Grammar, Error, true, null, Pages + Rules.ModifierWithoutOperator + ".md");

    private static readonly DiagnosticDescriptor s_residualTwice =
        new(Rules.ResidualTwice, "A bracket has one Residual", Sentence, Grammar, Error, true, null, Pages + Rules.ResidualTwice + ".md");

    private static readonly DiagnosticDescriptor s_residualOfNothing =
        new(Rules.ResidualOfNothing, "A Residual or Repeat has nothing inside", Sentence, Grammar, Error, true, null, Pages + Rules.ResidualOfNothing + ".md");

    private static readonly DiagnosticDescriptor s_repeatWithoutEnd =
        new(Rules.RepeatWithoutEnd, "A Repeat is never closed", Sentence, Grammar, Error, true, null, Pages + Rules.RepeatWithoutEnd + ".md");

    private static readonly DiagnosticDescriptor s_endWithoutRepeat =
        new(Rules.EndWithoutRepeat, "An End closes nothing", Sentence, Grammar, Error, true, null, Pages + Rules.EndWithoutRepeat + ".md");

    private static readonly DiagnosticDescriptor s_repeatAlone =
        new(Rules.RepeatAlone, "Repeat and End stand alone", Sentence, Grammar, Error, true, null, Pages + Rules.RepeatAlone + ".md");

    private static readonly DiagnosticDescriptor s_repeatNested =
        new(Rules.RepeatNested, "A Repeat stands inside another", Sentence, Grammar, Error, true, null, Pages + Rules.RepeatNested + ".md");

    private static readonly DiagnosticDescriptor s_badPattern =
        new(Rules.BadPattern, "A pattern cannot be read", Sentence, Grammar, Error, true, null, Pages + Rules.BadPattern + ".md");

    private static readonly DiagnosticDescriptor s_unknownLetter =
        new(Rules.UnknownLetter, "No layer has this letter", Sentence, Grammar, Error, true, null, Pages + Rules.UnknownLetter + ".md");

    private static readonly DiagnosticDescriptor s_unreadable =
        new(Rules.Unreadable, "A word cannot be read", Sentence, Grammar, Error, true, null, Pages + Rules.Unreadable + ".md");

    private static readonly DiagnosticDescriptor s_configAndBrackets =
        new(Rules.ConfigAndBrackets, "Brackets stand beside a configuration", Sentence, Grammar, Error, true, null, Pages + Rules.ConfigAndBrackets + ".md");

    private static readonly DiagnosticDescriptor s_parallelOfNothing =
        new(Rules.ParallelOfNothing, "A Parallel has nothing beside it", Sentence, Grammar, Error, true, null, Pages + Rules.ParallelOfNothing + ".md");

    private static readonly DiagnosticDescriptor s_outputName =
        new(Rules.OutputName, "An output needs a name of its own", Sentence, Grammar, Error, true, null, Pages + Rules.OutputName + ".md");

    private static readonly DiagnosticDescriptor s_notYet =
        new(Rules.NotYet, "Not built yet", Sentence, Grammar, Error, true, null, Pages + Rules.NotYet + ".md");

    private static readonly DiagnosticDescriptor s_noTransformer =
        new(Rules.NoTransformer, "Words stand on a class that is no model", Sentence, Grammar, Error, true, null, Pages + Rules.NoTransformer + ".md");

    private static readonly DiagnosticDescriptor s_wordTwice =
        new(Rules.WordTwice, "A word stands twice", Sentence, Grammar, Error, true, null, Pages + Rules.WordTwice + ".md");

    private static readonly DiagnosticDescriptor s_notPositive =
        new(Rules.NotPositive, "A number is out of its range", Sentence, Shapes, Error, true, null, Pages + Rules.NotPositive + ".md");

    private static readonly DiagnosticDescriptor s_headsDoNotDivide =
        new(Rules.HeadsDoNotDivide, "Heads do not divide the width", Sentence, Shapes, Error, true, null, Pages + Rules.HeadsDoNotDivide + ".md");

    private static readonly DiagnosticDescriptor s_keyValueHeadsDoNotDivide =
        new(Rules.KeyValueHeadsDoNotDivide, "Key-value heads do not divide the heads", Sentence, Shapes, Error, true, null, Pages + Rules.KeyValueHeadsDoNotDivide + ".md");

    private static readonly DiagnosticDescriptor s_oddRotaryWidth =
        new(Rules.OddRotaryWidth, "A rotation does not fit its head", Sentence, Shapes, Error, true, null, Pages + Rules.OddRotaryWidth + ".md");

    private static readonly DiagnosticDescriptor s_widthsDiffer =
        new(Rules.WidthsDiffer, "Widths differ", Sentence, Shapes, Error, true, null, Pages + Rules.WidthsDiffer + ".md");

    private static readonly DiagnosticDescriptor s_windowTooLarge =
        new(Rules.WindowTooLarge, "A window is wider than the context", Sentence, Shapes, Error, true, null, Pages + Rules.WindowTooLarge + ".md");

    private static readonly DiagnosticDescriptor s_tiedWidth =
        new(Rules.TiedWidth, "A tied head does not fit its table", Sentence, Shapes, Error, true, null, Pages + Rules.TiedWidth + ".md");

    private static readonly DiagnosticDescriptor s_notJson =
        new(Rules.NotJson, "The configuration is not JSON", Sentence, Config, Error, true, null, Pages + Rules.NotJson + ".md");

    private static readonly DiagnosticDescriptor s_noConfig =
        new(Rules.NoConfig, "The configuration is not among the AdditionalFiles", Sentence, Config, Error, true, null, Pages + Rules.NoConfig + ".md");

    private static readonly DiagnosticDescriptor s_unknownFamily =
        new(Rules.UnknownFamily, "The family is unknown", Sentence, Config, Error, true, null, Pages + Rules.UnknownFamily + ".md");

    private static readonly DiagnosticDescriptor s_unsupportedField =
        new(Rules.UnsupportedField, "A field is not supported", Sentence, Config, Error, true, null, Pages + Rules.UnsupportedField + ".md");

    private static readonly DiagnosticDescriptor s_missingField =
        new(Rules.MissingField, "A field is missing", Sentence, Config, Error, true, null, Pages + Rules.MissingField + ".md");

    private static readonly DiagnosticDescriptor s_wrongField =
        new(Rules.WrongField, "A field has the wrong type", Sentence, Config, Error, true, null, Pages + Rules.WrongField + ".md");

    private static readonly DiagnosticDescriptor s_contradiction =
        new(Rules.Contradiction, "Fields contradict each other", Sentence, Config, Error, true, null, Pages + Rules.Contradiction + ".md");

    private static readonly DiagnosticDescriptor s_badExpression =
        new(Rules.BadExpression, "A weight expression cannot be read", Sentence, Weights, Error, true, null, Pages + Rules.BadExpression + ".md");

    private static readonly DiagnosticDescriptor s_wrongShape =
        new(Rules.WrongShape, "A weight expression has the wrong shape", Sentence, Weights, Error, true, null, Pages + Rules.WrongShape + ".md");

    private static readonly DiagnosticDescriptor s_unknownRole =
        new(Rules.UnknownRole, "No word has this role", Sentence, Weights, Error, true, null, Pages + Rules.UnknownRole + ".md");

    private static readonly DiagnosticDescriptor s_noExpression =
        new(Rules.NoExpression, "A role has no tensor", Sentence, Weights, Error, true, null, Pages + Rules.NoExpression + ".md");

    private static readonly DiagnosticDescriptor s_unsafeCode =
        new(Rules.UnsafeCode, "Unsafe code is not allowed", Sentence, Build, Error, true, null, Pages + Rules.UnsafeCode + ".md");

    private static readonly DiagnosticDescriptor s_oldLanguage =
        new(Rules.OldLanguage, "The version of C# is too old", Sentence, Build, Error, true, null, Pages + Rules.OldLanguage + ".md");

    private static readonly DiagnosticDescriptor s_oldFramework =
        new(Rules.OldFramework, "The target framework is too old", Sentence, Build, Error, true, null, Pages + Rules.OldFramework + ".md");

    private static readonly DiagnosticDescriptor s_aotInstructionSet =
        new(Rules.AotInstructionSet, "A NativeAOT binary has no instruction set", Sentence, Build, Warning, true, null, Pages + Rules.AotInstructionSet + ".md");

    private static readonly DiagnosticDescriptor s_dynamicRotary =
        new(Rules.DynamicRotary, "Dynamic rotary scaling is compiled as it is trained", Sentence, Advice, Info, true, null, Pages + Rules.DynamicRotary + ".md");

    private static readonly DiagnosticDescriptor s_debugBuild =
        new(Rules.DebugBuild, "Optimisation is off", Sentence, Advice, Info, true, null, Pages + Rules.DebugBuild + ".md");

    private static readonly DiagnosticDescriptor s_wastedLanes =
        new(Rules.WastedLanes, "A width wastes lanes", Sentence, Advice, Info, true, null, Pages + Rules.WastedLanes + ".md");

    private static readonly DiagnosticDescriptor s_largeCache =
        new(Rules.LargeCache, "The cache is larger than the weights", Sentence, Advice, Info, true, null, Pages + Rules.LargeCache + ".md");

    private static readonly DiagnosticDescriptor s_largeVocabulary =
        new(Rules.LargeVocabulary, "The vocabulary dominates the time", Sentence, Advice, Info, true, null, Pages + Rules.LargeVocabulary + ".md");

    private static readonly DiagnosticDescriptor s_internal =
        new(Rules.Internal, "Etch made a mistake", Sentence, Internal, Error, true, null, Pages + Rules.Internal + ".md");

    /// <summary>All rules, in the order of their numbers.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        s_notPartial, s_classKind, s_severalDeclarations, s_noInput, s_outOfPlace, s_modifierWithoutOperator, s_residualTwice,
        s_residualOfNothing, s_repeatWithoutEnd, s_endWithoutRepeat, s_repeatAlone, s_repeatNested, s_badPattern, s_unknownLetter,
        s_unreadable, s_configAndBrackets, s_parallelOfNothing, s_outputName, s_notYet, s_noTransformer, s_wordTwice, s_notPositive, s_headsDoNotDivide,
        s_keyValueHeadsDoNotDivide, s_oddRotaryWidth, s_widthsDiffer, s_windowTooLarge, s_tiedWidth, s_notJson, s_noConfig,
        s_unknownFamily, s_unsupportedField, s_missingField, s_wrongField, s_contradiction, s_badExpression, s_wrongShape, s_unknownRole, s_noExpression,
        s_unsafeCode, s_oldLanguage, s_oldFramework, s_aotInstructionSet, s_dynamicRotary, s_debugBuild, s_wastedLanes, s_largeCache, s_largeVocabulary, s_internal,
    ];

    private static readonly IReadOnlyDictionary<string, DiagnosticDescriptor> s_byId = All.ToDictionary(descriptor => descriptor.Id, StringComparer.Ordinal);

    /// <summary>The descriptor of a rule.</summary>
    public static DiagnosticDescriptor Of(string id) => s_byId[id];
}
