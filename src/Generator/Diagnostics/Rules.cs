namespace Etch.Generator.Diagnostics;

/// <summary>The numbers of the rules; each has a page docs/rules/ETCHnnn.md.</summary>
internal static class Rules
{
    // 0xx: grammar
    public const string NotPartial = "ETCH001";
    public const string ClassKind = "ETCH002";
    public const string SeveralDeclarations = "ETCH003";
    public const string NoInput = "ETCH004";
    public const string OutOfPlace = "ETCH005";
    public const string ModifierWithoutOperator = "ETCH006";
    public const string ResidualTwice = "ETCH007";
    public const string ResidualOfNothing = "ETCH008";
    public const string RepeatWithoutEnd = "ETCH009";
    public const string EndWithoutRepeat = "ETCH010";
    public const string RepeatAlone = "ETCH011";
    public const string RepeatNested = "ETCH012";
    public const string BadPattern = "ETCH013";
    public const string UnknownLetter = "ETCH014";
    public const string Unreadable = "ETCH015";
    public const string ConfigAndBrackets = "ETCH016";
    public const string ParallelOfNothing = "ETCH017";
    public const string OutputName = "ETCH018";
    public const string NotYet = "ETCH019";
    public const string NoTransformer = "ETCH020";
    public const string WordTwice = "ETCH021";

    // 1xx: shapes
    public const string NotPositive = "ETCH101";
    public const string HeadsDoNotDivide = "ETCH102";
    public const string KeyValueHeadsDoNotDivide = "ETCH103";
    public const string OddRotaryWidth = "ETCH104";
    public const string WidthsDiffer = "ETCH105";
    public const string WindowTooLarge = "ETCH106";
    public const string TiedWidth = "ETCH107";

    // 2xx: config.json
    public const string NotJson = "ETCH201";
    public const string NoConfig = "ETCH202";
    public const string UnknownFamily = "ETCH203";
    public const string UnsupportedField = "ETCH204";
    public const string MissingField = "ETCH205";
    public const string WrongField = "ETCH206";
    public const string Contradiction = "ETCH207";

    // 3xx: weights
    public const string BadExpression = "ETCH301";
    public const string WrongShape = "ETCH302";
    public const string UnknownRole = "ETCH303";
    public const string NoExpression = "ETCH304";

    // 4xx: build
    public const string UnsafeCode = "ETCH401";
    public const string OldLanguage = "ETCH402";
    public const string OldFramework = "ETCH403";
    public const string AotInstructionSet = "ETCH404";

    // 5xx: advice
    public const string DynamicRotary = "ETCH501";
    public const string DebugBuild = "ETCH502";
    public const string WastedLanes = "ETCH503";
    public const string LargeCache = "ETCH504";
    public const string LargeVocabulary = "ETCH505";

    // 9xx: mistakes of Etch
    public const string Internal = "ETCH901";
}
