namespace Tandem.Hosting;

/// <summary>Something the person at the command line can put right; printed as one line, without a stack trace, with exit code 3.</summary>
internal sealed class CommandException(string message) : Exception(message);
