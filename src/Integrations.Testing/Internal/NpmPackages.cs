namespace Integrations.Testing;

/// <summary>Installs npm packages once per user, pinned by a lock file with content hashes, and without running their scripts. One installation at a time over all processes.</summary>
internal static class NpmPackages
{
    /// <summary>Installs unless it is done already.</summary>
    /// <param name="npm">Path of npm.</param>
    /// <param name="home">Folder that gets <c>node_modules</c>; its parent is shared by all versions.</param>
    /// <param name="manifest">Text of <c>package.json</c>.</param>
    /// <param name="lockFile">Text of <c>package-lock.json</c>.</param>
    /// <param name="isThere">Whether the packages are complete in their home.</param>
    /// <param name="finish">Completes the folder before it is moved to its home.</param>
    /// <param name="cancellationToken">Cancels the installation.</param>
    /// <returns>What npm said when it failed. Null when the packages are there.</returns>
    public static async Task<string?> InstallAsync(
        string npm,
        string home,
        string manifest,
        string lockFile,
        Func<bool> isThere,
        Action<string> finish,
        CancellationToken cancellationToken)
    {
        var cache = Path.GetDirectoryName(home)!;
        Directory.CreateDirectory(cache);
        using var gate = await LockAsync(Path.Combine(cache, "install.lock"), cancellationToken).ConfigureAwait(false);
        if (isThere())
        {
            return null;
        }

        var draft = Path.Combine(cache, "draft");
        DeleteIfThere(draft);
        DeleteIfThere(home);
        Directory.CreateDirectory(draft);
        await File.WriteAllTextAsync(Path.Combine(draft, "package.json"), manifest, cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(draft, "package-lock.json"), lockFile, cancellationToken).ConfigureAwait(false);
        var result = await Command.CaptureAsync([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", draft], draft, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            return result.Tail;
        }

        finish(draft);
        Directory.Move(draft, home);
        return null;
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
