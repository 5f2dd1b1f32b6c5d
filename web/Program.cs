using Circle.Silo.Hosting;
using Circle.Web.Hosting;

if (args is [VerifyCommand.Name, ..]) return await VerifyCommand.RunAsync(args[1..]);

return await CircleProgram.RunAsync(WebApplication.CreateBuilder(args), CircleApplication.AddCircleAsync, CircleApplication.MapCircle);
