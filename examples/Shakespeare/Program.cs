using Etch.Examples.Shakespeare;
var model = Bard.Load(Path.Combine(AppContext.BaseDirectory, "model"));
Console.Error.WriteLine(model.InstructionSet);
using var s = model.CreateSession(1);
int[] ids = [50];
Console.WriteLine(string.Join(" ", s.Forward(ids)[..8].ToArray()));
