using System.Runtime.InteropServices;
using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Parts;
using Circle.Measure.Report;
using Circle.Measure.Storage;
using Circle.Measure.Walls;

// The screens of a measurement, and whoever guesses in it, are processes of their own: this program, started by itself.
if (args is ["screens", .. var screens]) return await ScreenHost.RunAsync(screens);
if (args is ["guesses", .. var guesses]) return await GuesserHost.RunAsync(guesses);

Options options;
try
{
    options = Options.Read(args);
}
catch (ArgumentException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

using var stop = new CancellationTokenSource();

// Both, and before any host takes them for itself: servers, screens and folders are to be gone at the end whoever ends it.
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var machine = Machine.Here();
var sheet = new Sheet(machine);
await using (var bench = new Bench(options, machine, sheet, stop.Token))
{
    sheet.Add(await Disk.MeasureAsync(stop.Token));
    foreach (var part in Part.All.Where(p => options.Wants(p.Letter, p.InShort)))
    {
        if (stop.IsCancellationRequested) break;
        Console.WriteLine($"== {part.Letter}  {part.Title}");
        try
        {
            await part.RunAsync(bench);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(e.ToString());
            sheet.Fail(part.Letter, $"{e.GetType().Name}: {e.Message}");
        }
        catch (Exception e)
        {
            sheet.Fail(part.Letter, $"stopped: {e.Message}");
        }
    }
}

Console.WriteLine(sheet.Text());
await sheet.SaveAsync(options.File);
Console.WriteLine(options.File);
return sheet.IsWhole ? 0 : 1;

void Stop(PosixSignalContext signal)
{
    // Asked twice it ends at once.
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
