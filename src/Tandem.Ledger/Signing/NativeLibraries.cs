using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// The system's folders only: a library planted beside the executable or in the working folder is not taken.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Tandem.Ledger.Signing;

/// <summary>Finds the cryptographic libraries under the names that distributions give them.</summary>
/// <remarks>
/// One resolver per assembly is all the runtime allows, so this is the place for any further library. Names it does not know
/// (libc) are left to the runtime.
/// </remarks>
internal static class NativeLibraries
{
    public const string Libsodium = "libsodium";
    public const string Libcrypto = "libcrypto";

    private static readonly string[] LibsodiumNames = ["libsodium.so.23", "libsodium.so.26", "libsodium"];

    // Only the OpenSSL 3 interface is used; an unversioned name could be any release.
    private static readonly string[] LibcryptoNames = ["libcrypto.so.3"];

    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "the resolver must be in place before the first call into a library, whichever type makes it")]
    internal static void Install() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        var candidates = name switch { Libsodium => LibsodiumNames, Libcrypto => LibcryptoNames, _ => [] };
        foreach (var candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, assembly, searchPath, out var handle))
                return handle;
        }
        return IntPtr.Zero;
    }
}
