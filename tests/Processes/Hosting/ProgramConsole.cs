using System.Text;

namespace Circle.Processes.Tests.Hosting;

/// <summary>The console of one program among several in this process: whatever is written by the flow of work that took it, and by all that it began.</summary>
internal sealed class ProgramConsole
{
    private static readonly AsyncLocal<ProgramConsole?> Current = new();

    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    static ProgramConsole()
    {
        Console.SetOut(new Switch(Console.Out, c => c._output));
        Console.SetError(new Switch(Console.Error, c => c._errors));
    }

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public void Take() => Current.Value = this;

    private static string Read(StringBuilder text)
    {
        lock (text) return text.ToString();
    }

    private sealed class Switch(TextWriter outside, Func<ProgramConsole, StringBuilder> of) : TextWriter
    {
        public override Encoding Encoding => outside.Encoding;

        public override void Write(char value) => Write([value], 0, 1);

        public override void Write(string? value) => Write((value ?? "").ToCharArray());

        public override void Write(char[] buffer, int index, int count)
        {
            if (Current.Value is not { } console)
            {
                outside.Write(buffer, index, count);
                return;
            }

            var text = of(console);
            lock (text) text.Append(buffer, index, count);
        }

        public override void Flush() => outside.Flush();
    }
}
