using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Records;

namespace Tandem.Management.People;

/// <summary>Somebody who owns, does or decides things; may have no account.</summary>
public sealed class Person : Record
{
    internal const string Type = "person";

    private string _name = "";

    public required PersonId Id { get; init; }

    public string Name
    {
        get => _name;
        set => (_name, NameKey) = (value, KeyOf(value));
    }

    /// <summary>The name as it is compared: lower case, single blanks.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>E-mail address in lower case; empty when there is none.</summary>
    public string Email { get; set; } = "";

    public string Unit { get; set; } = "";

    public string JobTitle { get; set; } = "";

    /// <summary>True for somebody of another organisation, such as an external auditor.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Key of the person who stands in; empty for none.</summary>
    public string Deputy { get; set; } = "";

    public string DeputyName { get; set; } = "";

    /// <summary>First day of an absence, in which the deputy stands in; null for none.</summary>
    public DateOnly? AbsentFrom { get; set; }

    /// <summary>Last day of the absence; null with a first day means until further notice.</summary>
    public DateOnly? AbsentUntil { get; set; }

    public override string RecordType => Type;

    /// <summary>A name as it is compared.</summary>
    internal static string KeyOf(string name) => string.Join(' ', name.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>True when the person is away on a day.</summary>
    internal bool IsAbsentOn(DateOnly day) => AbsentFrom is { } from && from <= day && (AbsentUntil is not { } until || day <= until);
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.HasKey(p => p.Id);
        RecordColumns.Configure(builder);
        builder.Property(p => p.Name).HasMaxLength(RecordLimits.PersonName);
        builder.Property(p => p.NameKey).HasMaxLength(RecordLimits.PersonName);
        builder.HasIndex(p => p.NameKey);
        builder.Property(p => p.Email).HasMaxLength(PersonLimits.Email);
        builder.HasIndex(p => p.Email);
        builder.Property(p => p.Unit).HasMaxLength(PersonLimits.Line);
        builder.Property(p => p.JobTitle).HasMaxLength(PersonLimits.Line);
        builder.Property(p => p.Deputy).HasMaxLength(RecordLimits.Key);
        builder.Property(p => p.DeputyName).HasMaxLength(RecordLimits.PersonName);
    }
}
