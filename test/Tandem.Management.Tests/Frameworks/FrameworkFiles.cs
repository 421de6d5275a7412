using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tandem.Management.Tests.Frameworks;

/// <summary>Files with frameworks, made for tests; the texts are ours.</summary>
internal static class FrameworkFiles
{
    internal const string Library = """
        urn: urn:example:risk:library:house
        locale: en
        ref_id: house
        name: House library
        description: Rules of the house
        copyright: "© Example Ltd, all rights reserved"
        version: 1
        publication_date: 2026-01-31
        provider: Example Ltd
        packager: tests
        dependencies:
        - urn:example:risk:library:other
        translations:
          fr:
            name: Bibliothèque de la maison
        objects:
          framework:
            urn: urn:example:risk:framework:house
            ref_id: HOUSE
            name: Rules of the house
            min_score: 1
            max_score: 4
            scores_definition:
            - score: 1
              name: begun
            implementation_groups_definition:
            - ref_id: all
              name: Everybody
            requirement_nodes:
            - urn: urn:example:risk:req_node:house:1
              assessable: false
              depth: 1
              ref_id: '1'
              name: People
              translations:
                fr:
                  name: Personnes
            - urn: urn:example:risk:req_node:house:1.1
              assessable: true
              depth: 2
              parent_urn: urn:example:risk:req_node:house:1
              ref_id: '1.1'
              name: Say that a machine answers
              description: |
                Whoever talks to an assistant
                is told so.
              implementation_groups:
              - all
              annotation: See the style guide.
              questions:
                q1:
                  text: Is it told?
            - urn: urn:example:risk:req_node:house:node3
              assessable: true
              depth: 2
              parent_urn: urn:example:risk:req_node:house:1
              description: Each answer names a person.
        """;

    /// <summary>The same library as its next version: one part changed, one gone, one new.</summary>
    internal static string LaterLibrary => Library.Replace("version: 1\n", "version: 2\n", StringComparison.Ordinal)
        .Replace("name: Say that a machine answers", "name: Say at once that a machine answers", StringComparison.Ordinal)
        .Replace("house:node3", "house:1.2", StringComparison.Ordinal);

    internal const string Catalog = """
        {"catalog":{"uuid":"74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724","metadata":{"title":"Example catalog","last-modified":"2024-02-15T09:30:00Z","version":"1.0","oscal-version":"1.1.3",
          "parties":[{"uuid":"a","type":"organization","name":"Example Ltd"}]},
          "groups":[{"id":"ac","class":"family","title":"Access","controls":[
            {"id":"ac-1","title":"Rules of {{ insert: param, ac-1_prm_1 }}","params":[{"id":"ac-1_prm_1","label":"the house"}],"props":[{"name":"label","value":"AC-1"}],
             "parts":[{"name":"statement","prose":"Write the rules.","parts":[{"name":"item","prose":"Look at them {{ insert: param, ac-1_prm_2 }}."}]}],
             "controls":[{"id":"ac-1.1","title":"More rules","props":[{"name":"status","value":"withdrawn"}]}]}]}],
          "back-matter":{"resources":[]}}}
        """;

    internal static MultipartFormDataContent Form(string content, string name = "framework.yaml", bool isLook = false) => Form(Encoding.UTF8.GetBytes(content), name, isLook);

    internal static MultipartFormDataContent Form(byte[] content, string name = "framework.yaml", bool isLook = false)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        if (isLook)
            form.Add(new StringContent("yes"), "look");
        return form;
    }

    /// <summary>A framework of our own form with so many parts.</summary>
    internal static string Own(int parts, int version = 1, Func<int, object>? part = null) => JsonSerializer.Serialize(new
    {
        format = "tandem-framework/v1",
        urn = "urn:example:own",
        version,
        @ref = "Own",
        name = "Own rules",
        kind = "internal",
        provisions = Enumerable.Range(1, parts).Select(part ?? (i => new { id = string.Create(CultureInfo.InvariantCulture, $"p{i}"), @ref = string.Create(CultureInfo.InvariantCulture, $"{i}"), title = string.Create(CultureInfo.InvariantCulture, $"Rule {i}"), assessable = true })),
    });
}
