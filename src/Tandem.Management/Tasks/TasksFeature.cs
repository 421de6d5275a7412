using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.MyWork;
using Tandem.Management.Records;
using Tandem.Management.Tasks.Reminders;
using Tandem.Management.Ui;

namespace Tandem.Management.Tasks;

internal static class TasksFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddRegister(TaskRegister.Definition, RailGroup.Operate, order: 30);
        services.AddScoped<TaskSeries>();
        services.AddScoped<ReportOnTask>();
        services.AddScoped<TaskReminders>();
        services.AddHostedService<TaskReminderService>();
        services.AddScoped<IHomeTileSource, TaskTiles>();
        services.AddScoped<IWorkSource, TaskWork>();
        services.AddSingleton(RecordPanel.List<TaskCalendarNote>(TaskEntry.Type, 0));
        services.AddSingleton(RecordPanel.Side<TaskReportPanel>(TaskEntry.Type, 0));
        services.AddSingleton(RecordPanel.Side<TaskSeriesPanel>(TaskEntry.Type, 1));
        services.AddSingleton(RecordPanel.Tab<TasksOfRecordPanel>(recordType: null, 20, "tasks", "Tasks"));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        TaskReportEndpoints.Map(app);
        TaskCalendar.Map(app);
        app.MapRegister(TaskRegister.Definition);
    }
}
