import { resolve } from "node:path";
import { awsCommands, rcloneCommands } from "./bucket-commands.ts";
import { bucketTarget } from "./bucket-target.ts";
import { folderTarget } from "./folder-target.ts";
import type { ReleaseTarget } from "./release-target.ts";

/**
 * The target that `--to` names: `s3://bucket/prefix`, rclone's `remote:bucket/prefix`, or a folder.
 * @param base the folder that a relative path starts from
 * @throws Error with a Korean sentence when it is none of these
 */
export function openTarget(to: string, endpoint: string | undefined, base: string): ReleaseTarget {
  if (/^s3:\/\/[a-z0-9][a-z0-9.-]+(?:\/|$)/.test(to)) return bucketTarget(awsCommands(to, endpoint));
  if (endpoint !== undefined) throw new Error("--endpoint는 s3://로 올릴 때만 씁니다.");
  // A single letter before the colon is a drive of Windows.
  if (/^[\w.+@-]{2,}:(?!\/\/)/.test(to)) return bucketTarget(rcloneCommands(to));
  if (/^[a-z0-9+.-]+:\/\//i.test(to))
    throw new Error(`--to ${to}: s3://버킷, rclone의 이름:경로, 폴더 가운데 하나를 적어 주세요.`);
  return folderTarget(resolve(base, to));
}
