using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Frameworks;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Tasks.Recurrences;

namespace Tandem.Management.Tasks;

/// <summary>The register of tasks: fields, rules and what belongs to a change.</summary>
internal static class TaskRegister
{
    private const string What = "What is to be done";
    private const string Who = "Who does it, and by when";
    private const string Again = "Recurrence";
    private const string Outcome = "What came of it";

    /// <summary>What the assignee may change in a task of somebody else.</summary>
    private static readonly string[] ForTheAssignee = ["state", "result", "dueDay"];

    internal static RecordDefinition<TaskEntry> Definition { get; } = new()
    {
        Type = TaskEntry.Type,
        KeyPrefix = "TSK",
        Path = "/tasks",
        Singular = "task",
        Plural = "Tasks",
        Icon = "checkbox",
        Lead = "What is to be done, by whom and by when; what recurs comes again by itself when it is finished.",
        Title = task => task.Title,
        State = task => (TaskWords.Of(task.State), TaskWords.ToneOf(task.State)),
        SearchWords = task => [task.Title, task.Description, task.AssigneeName, task.About, task.Result],
        Create = start => new TaskEntry
        {
            Id = new TaskId(start.Id),
            Key = start.Key,
            Number = start.Number,
            CreatedAt = start.At,
            CreatedBy = start.By,
            UpdatedAt = start.At,
            UpdatedBy = start.By,
        },
        EntrustedTo = (task, person) => task.Assignee == person ? ForTheAssignee : [],
        Check = TaskRules.CheckAsync,
        WithSave = TaskRules.WithSaveAsync,
        Table = TasksTable.For(person: null, DateOnly.MinValue, _ => false),
        TableFor = services => TasksTable.For(
            services.GetRequiredService<CurrentUser>().PersonKey, Today(services.GetRequiredService<TimeProvider>()),
            task => services.GetRequiredService<RecordRights>().MayChange(Definition!, task, ForTheAssignee)),
        Fields =
        [
            new TextRecordField<TaskEntry>("title", "Title", t => t.Title, (t, v) => t.Title = v.ReplaceLineEndings(" "), TaskLimits.Title) { Section = What, IsRequired = true, IsWide = true, IsBulkEditable = false },
            Long("description", "Description", t => t.Description, (t, v) => t.Description = v, What, "What exactly is to be done, and how one sees that it is."),
            new RecordKeyField<TaskEntry>("about", "About", t => t.About, (t, v) => t.About = v) { Section = What, Help = "Key of the record it is about, such as AIS-0001; may be empty." },
            new ChoicesRecordField<TaskEntry, Standard>("standards", "Standards", t => t.Standards, (t, v) => t.Standards = v, TaskWords.Of) { Section = What },
            Long("evidenceExpected", "Evidence expected", t => t.EvidenceExpected, (t, v) => t.EvidenceExpected = v, What, "What there is to show afterwards, such as a signed protocol."),
            new TagsRecordField<TaskEntry> { Section = What },
            new PersonRecordField<TaskEntry>("assignee", "Assignee", t => t.Assignee, t => t.AssigneeName) { Section = Who, Help = "Who does it. In a new task empty means you." },
            new PersonRecordField<TaskEntry>("owner", "Owner", t => t.Owner, t => t.OwnerName) { Section = Who, Help = "Who answers for it. In a new task empty means you." },
            new ChoiceRecordField<TaskEntry, TaskPriority>("priority", "Priority", t => t.Priority, (t, v) => t.Priority = v, TaskWords.Of) { Section = Who },
            new DateRecordField<TaskEntry>("dueDay", "Due day", t => t.DueDay, (t, v) => t.DueDay = v) { Section = Who, Help = "Until the end of that day, UTC." },
            Days("reminderDays", "Reminder, days before", t => t.ReminderDays, (t, v) => t.ReminderDays = v, 0, "To the assignee; 0 is the due day itself."),
            new PersonRecordField<TaskEntry>("escalateTo", "Escalate to", t => t.EscalateTo, t => t.EscalateToName) { Section = Who, Help = "Who is told when it stays undone; empty for nobody." },
            Days("escalateAfterDays", "Escalate, days after", t => t.EscalateAfterDays, (t, v) => t.EscalateAfterDays = v, 1, "Days after the due day."),
            new RecurrenceField { Section = Again, IsWide = true, IsBulkEditable = false },
            new ChoiceRecordField<TaskEntry, TaskScope>("scope", "Other changes hold for", t => t.Scope, (t, v) => t.Scope = v, TaskWords.Of)
            {
                Section = Again, IsBulkEditable = false, IsOfChangeOnly = true, Help = "For recurring tasks. A new recurrence always holds for this and following; state, due day and result are always of this one. Cancelling this and following ends the series.",
            },
            new ChoiceRecordField<TaskEntry, TaskState>("state", "State", t => t.State, (t, v) => t.State = v, TaskWords.Of) { Section = Outcome },
            Long("result", "Result", t => t.Result, (t, v) => t.Result = v, Outcome, "What came of it and where the evidence is, or why it was not done."),
        ],
    };

    /// <summary>The day that tasks go by: that of UTC, as every page says.</summary>
    internal static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private static TextRecordField<TaskEntry> Long(string name, string label, Func<TaskEntry, string> get, Action<TaskEntry, string> set, string section, string help) =>
        new(name, label, get, set, TaskLimits.Text) { Section = section, IsWide = true, IsLong = true, Help = help };

    private static NumberRecordField<TaskEntry> Days(string name, string label, Func<TaskEntry, int> get, Action<TaskEntry, int> set, int least, string help) =>
        new(name, label, get, set, least, TaskLimits.Days, usual: 3) { Section = Who, Help = help };
}
