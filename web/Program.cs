using Circle.Silo.Hosting;
using Circle.Web.Hosting;

if (args is [VerifyCommand.Name, ..]) return await VerifyCommand.RunAsync(args[1..]);
if (args is [DescribeCommand.Name, ..]) return await DescribeCommand.RunAsync(args[1..]);

return await CircleProgram.RunAsync(WebApplication.CreateBuilder(args), CircleApplication.AddCircleAsync, CircleApplication.ReadyAsync);
