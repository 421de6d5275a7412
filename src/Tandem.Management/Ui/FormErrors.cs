namespace Tandem.Management.Ui;

/// <summary>All that is wrong with a form, by field; the field name is the form field's `name`, empty for the form as a whole.</summary>
public sealed class FormErrors
{
    private readonly List<(string Field, string Message)> _errors = [];

    public static FormErrors None { get; } = new();

    public bool Any => _errors.Count > 0;

    /// <summary>In the order found, which is the order of the fields.</summary>
    public IReadOnlyList<(string Field, string Message)> All => _errors;

    public FormErrors Add(string field, string message)
    {
        _errors.Add((field, message));
        return this;
    }

    public IReadOnlyList<string> For(string field) => _errors.Where(e => e.Field == field).Select(e => e.Message).ToList();

    /// <summary>Shape of `errors` in a validation problem (RFC 9457) for API clients.</summary>
    public IDictionary<string, string[]> ToDictionary() =>
        _errors.GroupBy(e => e.Field).ToDictionary(g => g.Key, g => g.Select(e => e.Message).ToArray());
}
