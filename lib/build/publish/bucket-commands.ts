import type { Upload } from "./plan-release.ts";

/** A command line of an upload program, without a shell. */
export type Command = { readonly program: string; readonly args: readonly string[] };

type StoredAs = Pick<Upload, "contentType" | "cacheControl">;

/** How one program does what a target needs. Paths have no first slash. */
export type BucketCommands = {
  /** Copies everything in a folder, all of it with the same headers. */
  readonly copyFolder: (folder: string, storedAs: StoredAs) => Command;
  /** Prints a line when the file is there, and nothing when it is not. */
  readonly list: (path: string) => Command;
  /** Whether a failure of `list` only means that nothing is there. */
  readonly meansNotThere: (exitCode: unknown, said: string) => boolean;
  readonly print: (path: string) => Command;
  readonly remove: (path: string) => Command;
};

/** The AWS command line, for S3 and every storage that speaks its protocol. @param place `s3://bucket/prefix` */
export function awsCommands(place: string, endpoint: string | undefined): BucketCommands {
  const at = (path: string) => `${place.replace(/\/+$/, "")}/${path}`;
  const aws = (...args: string[]): Command => ({
    program: "aws",
    args: ["s3", ...args, ...(endpoint === undefined ? [] : ["--endpoint-url", endpoint])],
  });
  return {
    copyFolder: (folder, { contentType, cacheControl }) =>
      aws(
        "cp",
        folder,
        at(""),
        "--recursive",
        "--only-show-errors",
        "--content-type",
        contentType,
        "--cache-control",
        cacheControl,
      ),
    list: (path) => aws("ls", at(path)),
    meansNotThere: (exitCode, said) => exitCode === 1 && said === "",
    print: (path) => aws("cp", at(path), "-"),
    remove: (path) => aws("rm", at(path), "--only-show-errors"),
  };
}

/** rclone, for every other storage. @param place `remote:bucket/prefix` */
export function rcloneCommands(place: string): BucketCommands {
  const root = place.replace(/\/+$/, "");
  const at = (path: string) => (root.endsWith(":") ? root + path : `${root}/${path}`);
  const rclone = (...args: string[]): Command => ({ program: "rclone", args });
  return {
    copyFolder: (folder, { contentType, cacheControl }) =>
      rclone(
        "copy",
        folder,
        root,
        "--ignore-times",
        "--header-upload",
        `Content-Type: ${contentType}`,
        "--header-upload",
        `Cache-Control: ${cacheControl}`,
      ),
    list: (path) => rclone("lsf", root, "--files-only", "--include", `/${path}`),
    meansNotThere: (exitCode) => exitCode === 3,
    print: (path) => rclone("cat", at(path)),
    remove: (path) => rclone("deletefile", at(path)),
  };
}
