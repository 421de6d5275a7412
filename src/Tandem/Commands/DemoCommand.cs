using System.CommandLine;
using Tandem.Demo;
using Tandem.Hosting;
using Tandem.MockLlm;

namespace Tandem.Commands;

/// <summary><c>tandem demo</c>: everything of <c>serve</c>, a mock model provider, an invented organisation and its traffic.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var arguments = new InstallationArguments("demo-data");
        var mock = InstallationArguments.Address("--mock", "address of the mock LLM endpoint", "http://localhost:7183");
        var quiet = new Option<bool>("--no-traffic") { Description = "send no requests at this start" };
        var command = new ExampleCommand("demo", "Start everything with an invented organisation, a mock LLM endpoint and real traffic, and say what to look at.", "tandem demo --data demo-data") { mock, quiet };
        arguments.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            var options = arguments.Read(result);
            var provider = new Uri(result.GetRequiredValue(mock));
            FreeAddress.Check(("--mock", provider));
            await using var model = MockLlmHost.Build(MockLlmOptions.Plain, provider.GetLeftPart(UriPartial.Authority));
            await model.StartAsync(cancellation);
            await using var installation = await Installation.StartAsync(options, cancellation);
            var access = await new Demonstration(options, provider).LoadAsync(installation.FirstAdministratorLink, cancellation);
            var traffic = new DemonstrationTraffic(options.Gateway, access);
            using (traffic)
            {
                var sent = result.GetValue(quiet) ? (Answered: 0, Refused: 0) : await traffic.SendAsync(cancellation);
                Print(options, provider, access, sent);
            }

            await installation.WaitAsync(cancellation);
            return 0;
        });
        return command;
    }

    private static void Print(InstallationOptions options, Uri mock, DemonstrationAccess access, (int Answered, int Refused) sent)
    {
        var pages = Address(options.Pages);
        var ledger = Shortest(options.Data.GatewayLedger);
        var key = Shortest(options.Data.GatewayLogVerifierKey);
        Console.WriteLine($"""

            Tandem, demonstration on {options.Data.Root}

              Pages      {pages}   sign in as {access.Account} with {access.Password}
              Gateway    {Address(options.Gateway)}/v1   key {access.Keys["claims-portal"]}
              Mock LLM   {Address(mock)}   what reached the model: {Address(mock)}/requests

            {sent.Answered + sent.Refused} requests went through the gateway just now: {sent.Answered} answered, {sent.Refused} refused or withheld. What to look at:

              1. {pages}/statement-of-applicability/iso27001/A.8.15     logging, with evidence from the wire
              2. {pages}/statement-of-applicability/iso42001/A.6.2.8    event logs of AI systems: the same records, the other standard
              3. {pages}/decisions                                      open one, and see its proof checked step by step
              4. tandem verify {ledger} --key {key}                     the same without these pages

            Send one yourself:

              curl {Address(options.Gateway)}/v1/chat/completions -H 'content-type: application/json' -H 'authorization: Bearer {access.Keys["claims-portal"]}' \
                -d '{"{"}"model":"mock-1","messages":[{"{"}"role":"user","content":"refund card 4111 1111 1111 1111"{"}"}]{"}"}'

            Press Ctrl+C to stop.
            """);
    }

    private static string Shortest(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path) is var relative && relative.Length < path.Length ? relative : path;

    private static string Address(Uri uri) => uri.GetLeftPart(UriPartial.Authority);
}
