using System.Globalization;

namespace Tandem.Management.Approvals;

/// <summary>What the records of a register can be put forward for; registered as a singleton by the feature whose guard asks for it. The sentence that is signed for is then the program's and nobody's to word.</summary>
/// <param name="RecordType">Register.</param>
/// <param name="Name">As approvals store it, at most 32 characters.</param>
/// <param name="For">Words of the sentence: `for publication`.</param>
internal sealed record ApprovalPurpose(string RecordType, string Name, string For)
{
    internal string Sentence(string key, int version) => string.Create(CultureInfo.InvariantCulture, $"I approve version {version} of {key} {For}.");
}
