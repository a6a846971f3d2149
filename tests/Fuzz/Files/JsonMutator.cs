using System.Text;
using System.Text.Json;

namespace Etch.Fuzz.Files;

/// <summary>Changes a JSON text at one to three of its values, so that most mutants get past the parser and reach the checks behind it.</summary>
internal sealed class JsonMutator(IReadOnlyList<byte[]> seeds)
{
    private const int Deep = 100_000;

    private static readonly string[] s_numbers =
    [
        "0", "1", "-1", "0.5", "1.0", "1e2", "1e999", "-0", "255", "65536", "2147483647", "2147483648", "4294967295", "4294967296", "1152921504606846976",
        "4611686018427387904", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616", "123456789012345678901234567890", "00", "+1", "0x10", "NaN",
    ];

    private static readonly byte[][] s_values =
    [
        .. new[]
        {
            "null", "true", "false", "\"\"", "[]", "{}", "\"type\"", "[[]]", "{\"a\":1}", "[null]", "\"\\ud800\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\q\"", "tru", "",
            new string('[', Deep), new string('[', Deep) + new string(']', Deep), string.Concat(Enumerable.Repeat("{\"a\":", Deep)), "[" + new string(' ', Deep) + "]", "\"" + new string('x', Deep) + "\"",
            "[" + string.Join(',', Enumerable.Repeat("0", Deep)) + "]", "[" + string.Join(',', Enumerable.Repeat("{}", Deep)) + "]", "[" + string.Join(',', Enumerable.Repeat("\"a\"", Deep)) + "]",
            "{" + string.Join(',', Enumerable.Range(0, 20_000).Select(index => $"\"n{index}\":{index}")) + "}", "1" + new string('0', Deep),
        }.Select(Encoding.UTF8.GetBytes),
        [(byte)'"', 0xC3, 0x28, (byte)'"'], [(byte)'"', 0xED, 0xA0, 0x80, (byte)'"'], [(byte)'"', 0xF8, 0x88, 0x80, 0x80, 0x80, (byte)'"'], [0], [0xFF],
    ];

    private readonly JsonPlace[][] _places = [.. seeds.Select(seed => JsonShape.Of(seed))];

    public byte[] Mutate(int seed, Random random)
    {
        byte[] json = seeds[seed];
        List<byte> text = [.. json];
        int before = json.Length + 1;
        // From the end to the begin, so that what is still to be changed has its place.
        foreach (JsonPlace place in Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(_places[seed], random)).OrderByDescending(place => place.Start))
        {
            if (place.End <= before)
            {
                before = place.NameStart < 0 ? place.Start : place.NameStart;
                Change(text, json, place, seed, random);
            }
        }

        return [.. text];
    }

    private void Change(List<byte> text, byte[] json, JsonPlace place, int seed, Random random)
    {
        switch (random.Next(8))
        {
            case 0 or 1 when place.Kind == JsonTokenType.Number:
                Replace(text, place.Start, place.End, Encoding.ASCII.GetBytes(Number(json[place.Start..place.End], random)));
                break;
            case 2 when place.NameStart >= 0:
                text.InsertRange(place.NameStart, [.. json[place.NameStart..place.End], (byte)',']);
                break;
            case 3 when place.NameStart >= 0:
                Replace(text, place.NameStart, place.NameEnd, NameLike(seed, random));
                break;
            case 4:
                text.RemoveRange(place.Start, place.End - place.Start);
                break;
            case 5:
                int other = random.Next(seeds.Count);
                JsonPlace from = Pick(_places[other], random);
                Replace(text, place.Start, place.End, seeds[other][from.Start..from.End]);
                break;
            case 6:
                text.InsertRange(place.Start, [.. json[place.Start..place.End], (byte)',']);
                break;
            default:
                Replace(text, place.Start, place.End, s_values[random.Next(s_values.Length)]);
                break;
        }
    }

    // A small step from a true number is the likeliest lie: tensors that overlap, ids that two tokens share.
    private static string Number(byte[] number, Random random) =>
        random.Next(2) == 0 && long.TryParse(number, out long value) ? $"{value + random.Next(-8, 9)}" : s_numbers[random.Next(s_numbers.Length)];

    private byte[] NameLike(int seed, Random random)
    {
        JsonPlace named = Pick(_places[seed], random);
        return named.NameStart < 0 ? "\"surprise\""u8.ToArray() : seeds[seed][named.NameStart..named.NameEnd];
    }

    // Half of the time among the first: what a file says of itself stands before its long lists.
    private static JsonPlace Pick(JsonPlace[] places, Random random) => places[random.Next(random.Next(2) == 0 ? Math.Min(places.Length, 100) : places.Length)];

    private static void Replace(List<byte> text, int start, int end, byte[] with)
    {
        text.RemoveRange(start, end - start);
        text.InsertRange(start, with);
    }
}
