import { describeUpload, type ReleasePlan } from "./plan-release.ts";
import type { ReleaseTarget } from "./release-target.ts";
import { formatReleases, RELEASES_FILE, type Release } from "./releases.ts";

/**
 * Carries out a plan, step after step. The release is listed between its hashed files and its pages:
 * one that is listed has all of its hashed files, and one whose pages may be seen is listed.
 * @param from the folder of the site
 * @param say told of each step, in Korean
 */
export async function carryOutRelease(
  plan: ReleasePlan,
  from: string,
  target: ReleaseTarget,
  say: (text: string) => void,
): Promise<void> {
  const list = (releases: readonly Release[]) =>
    target.write(describeUpload(RELEASES_FILE), formatReleases(releases));
  say(`1/4 이름에 해시가 있는 새 파일 ${plan.assets.length}개를 올립니다.`);
  await target.copy(from, plan.assets);
  await list(plan.recorded);
  say(`2/4 다른 파일 ${plan.files.length}개를 올립니다.`);
  await target.copy(from, plan.files);
  say(`3/4 페이지 ${plan.pages.length}개를 올립니다.`);
  await target.copy(from, plan.pages);
  say(`4/4 이제 쓰지 않는 해시 파일 ${plan.removed.length}개를 지웁니다.`);
  await target.remove(plan.removed);
  await list(plan.kept);
}
