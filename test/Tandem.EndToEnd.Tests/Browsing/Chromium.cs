using Microsoft.Playwright;

namespace Tandem.EndToEnd.Tests.Browsing;

/// <summary>A headless Chromium of the operating system.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Only a failing test waits this long.
    private const float PatienceMilliseconds = 180_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<Chromium> StartAsync()
    {
        var path = Array.Find(Places, File.Exists) ?? throw new InvalidOperationException("no Chromium found; install it with: apt-get install chromium");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new Chromium(playwright, browser);
    }

    /// <summary>Opens a page of its own, with empty cookies.</summary>
    /// <param name="origin">Address to which relative ones are added.</param>
    /// <param name="screen">Desktop or phone.</param>
    /// <param name="isDark">True for a reader who prefers dark pages.</param>
    /// <param name="javaScript">False to see the page as a browser without JavaScript shows it.</param>
    public async Task<IPage> OpenAsync(Uri origin, Screen screen, bool isDark = false, bool javaScript = true)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = origin.ToString(),
            ViewportSize = new ViewportSize { Width = screen.Width, Height = screen.Height },
            JavaScriptEnabled = javaScript,
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(PatienceMilliseconds);
        context.SetDefaultNavigationTimeout(PatienceMilliseconds);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

/// <summary>A size of window.</summary>
internal sealed record Screen(string Name, int Width, int Height)
{
    public static Screen Desktop { get; } = new("desktop", 1280, 900);
    public static Screen Phone { get; } = new("phone", 390, 844);

    /// <summary>A small phone, and a desktop of 1280 pixels at 400 %.</summary>
    public static Screen Narrow { get; } = new("narrow", 320, 640);
}
