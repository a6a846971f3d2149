namespace Etch.CodeFixes;

internal static class Fixes
{
}
