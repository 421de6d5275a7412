using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests.Walls;

/// <summary>What a built assembly refers to, read from its metadata without loading it.</summary>
internal sealed record CompiledAssembly(string Name, IReadOnlySet<string> References, IReadOnlySet<string> UsedTypes, IReadOnlySet<string> UsedMembers, IReadOnlyList<string> OwnTypes)
{
    public static CompiledAssembly Read(string name)
    {
        using var stream = File.OpenRead(Path.Combine(Path.GetDirectoryName(BuildPaths.Executable)!, name + ".dll"));
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name));
        var used = metadata.TypeReferences.Select(handle => FullName(metadata, metadata.GetTypeReference(handle)));
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind is HandleKind.TypeReference)
            .Select(member => FullName(metadata, metadata.GetTypeReference((TypeReferenceHandle)member.Parent)) + "." + metadata.GetString(member.Name));
        var own = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Where(type => !type.Namespace.IsNil && !metadata.GetString(type.Name).StartsWith('<'))
            .Select(type => metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name));
        return new CompiledAssembly(name, references.ToHashSet(StringComparer.Ordinal), used.ToHashSet(StringComparer.Ordinal), members.ToHashSet(StringComparer.Ordinal), [.. own]);
    }

    private static string FullName(MetadataReader metadata, TypeReference type) => metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name);
}
