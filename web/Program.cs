using Circle.Silo.Hosting;
using Circle.Web.Hosting;

return await CircleProgram.RunAsync(WebApplication.CreateBuilder(args), CircleApplication.AddCircleAsync, CircleApplication.MapCircle);
