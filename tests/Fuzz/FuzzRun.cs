using System.Diagnostics;
using System.Globalization;
using Etch.Fuzz.Files;

namespace Etch.Fuzz;

/// <summary>
/// Mutants of real files, one after another: each must give a result or one clear exception of a documented type, within a second and 64 MB
/// beyond its size. A mutant follows from seed and number alone, so that each finding can be made again.
/// </summary>
internal sealed class FuzzRun(int seed, TextWriter log)
{
    private const int Mebibyte = 1 << 20, MostBytes = 64 * Mebibyte;
    private static readonly TimeSpan s_mostTime = TimeSpan.FromSeconds(1), s_hang = TimeSpan.FromMinutes(2);

    private readonly Target[] _targets = [new SafetensorsTarget(), new ShardIndexTarget(), new ModelTarget(), new TokenizerTarget(), new ConfigTarget(), new TextTarget()];
    private readonly SortedDictionary<string, (int Taken, int Refused)> _counts = new(StringComparer.Ordinal);
    private long _begun;

    /// <summary>What was not as promised: the mutant and what came of it.</summary>
    public List<string> Findings { get; } = [];

    /// <summary>Of each kind of file how many mutants were accepted and how many refused.</summary>
    public IReadOnlyDictionary<string, (int Taken, int Refused)> Counts => _counts;

    /// <summary>Runs the mutants with the numbers from first on.</summary>
    public void Run(int first, int count)
    {
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, mutants {first} to {first + count - 1}"));
        int current = first;
        using Timer watch = new(_ => EndIfStuck(Volatile.Read(ref current)), null, s_hang, s_hang);
        for (int number = first; number < first + count; number++)
        {
            Volatile.Write(ref current, number);
            Volatile.Write(ref _begun, Stopwatch.GetTimestamp());
            One(number);
            if ((number - first + 1) % 10_000 == 0)
            {
                log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number - first + 1} of {count}, {Findings.Count} findings"));
            }
        }

        foreach ((string name, (int taken, int refused)) in _counts)
        {
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {taken} accepted, {refused} refused"));
        }
    }

    private void One(int number)
    {
        Target target = _targets[number % _targets.Length];
        byte[] mutant = target.Mutant(new Random(unchecked((seed * (int)0x9E3779B1) + number)));
        try
        {
            Measure(target, mutant);
        }
        catch (FindingException finding)
        {
            Find(string.Create(CultureInfo.InvariantCulture, $"{target.Name}: --seed {seed} --first {number} --count 1 ({mutant.Length} bytes): {finding.Message}"));
        }
    }

    private void Find(string what)
    {
        Findings.Add(what);
        log.WriteLine(what);
    }

    private void Measure(Target target, byte[] mutant)
    {
        TimeSpan best = TimeSpan.MaxValue;
        // What another process took of the second is not the reader's fault: it has five tries.
        for (int attempt = 0; attempt < 5 && best > s_mostTime; attempt++)
        {
            long bytes = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            bool taken = Try(target, mutant);
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
            best = time < best ? time : best;
            if (bytes > MostBytes + mutant.Length)
            {
                throw new FindingException(string.Create(CultureInfo.InvariantCulture, $"{bytes / Mebibyte} MB taken"));
            }

            if (attempt == 0)
            {
                (int accepted, int refused) = _counts.GetValueOrDefault(target.Name);
                _counts[target.Name] = taken ? (accepted + 1, refused) : (accepted, refused + 1);
            }
        }

        if (best > s_mostTime)
        {
            throw new FindingException(string.Create(CultureInfo.InvariantCulture, $"{best.TotalSeconds:F1} s"));
        }
    }

    private static bool Try(Target target, byte[] mutant)
    {
        try
        {
            target.Read(mutant);
            return true;
        }
        catch (Exception exception) when (exception is not FindingException)
        {
            if (!target.Expects(exception))
            {
                throw new FindingException(exception.ToString());
            }

            if (!exception.Message.Contains(target.Place, StringComparison.Ordinal) || exception.Message.Length > target.LongestMessage)
            {
                throw new FindingException($"a message of {exception.Message.Length} characters: {exception.Message[..Math.Min(exception.Message.Length, 300)]}");
            }

            return false;
        }
    }

    private void EndIfStuck(int number)
    {
        if (Stopwatch.GetElapsedTime(Volatile.Read(ref _begun)) > s_hang)
        {
            Environment.FailFast(string.Create(CultureInfo.InvariantCulture, $"--seed {seed} --first {number} --count 1 does not come back"));
        }
    }
}
