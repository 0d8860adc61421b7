import { cleanAnswer, squeeze } from "./fold.ts";

/** A term of the glossary, as far as answers are concerned. */
export type StudyTerm = {
  readonly id: string;
  readonly ko: string;
  readonly en: string;
  readonly aliases: readonly string[];
};

/**
 * Aliases that are values, examples or makes of a term, or its neighbours: search finds the term by them,
 * but they do not stand for it, nor for one another (Retain is not Delete, RWO is not RWX).
 */
const NOT_NAMES = new Set(
  "always|unless-stopped|RWO|RWX|RWOP|Retain|Delete|latest|Kata Containers|카타 컨테이너|gVisor|지바이저|Firecracker|파이어크래커|VT-x|AMD-V|replicated service|global service|ingress-nginx|sha256|해시|Gateway|HTTPRoute|Lustre|루스터|VMware Player|pid namespace|백업 헤드|엔드포인트|Endpoints|buildx|Docker for Mac|Docker for Windows|hub.docker.com|멀티 플랫폼 이미지|머신|마스터|캐시|이미지 저장소|VXLAN 네트워크|graceful shutdown|컨테이너 개발|RVI|대시보드|배치|예약"
    .split("|")
    .map(squeezed),
);

/** Real things whose names differ by so little that a slip of one is never taken for it. */
const REAL_THINGS = new Set(
  "HPA VPA CRI CNI CSI runc crun CRI-O 전가상화 반가상화 레플리카 레플리카셋 L4 L7 DiffID ChainID RWO RWX RWOP ROX etc etcd kubectl kubelet kubeadm podman docker dockerd maxSurge minSurge PV PVC NFS SMB TCP UDP IPC UTS PID NET ReplicaSet StatefulSet DaemonSet Deployment Job CronJob Ingress Egress ingress egress scale-up scale-down scale-out scale-in 스케일업 스케일다운 스케일아웃 스케일인 SIGTERM SIGKILL NodePort HostPort RAID0 RAID1 requests limits"
    .split(" ")
    .map(squeezed),
);

/** The names that answer a question, and those that answer another one. All squeezed. */
export type Names = {
  /** Accepted forms as an author wrote them, and the other names of the same term, cleaned. */
  readonly forms: readonly string[];
  readonly squeezed: ReadonlySet<string>;
  /** Whether a squeezed text is the name of something else. */
  readonly isOther: (text: string) => boolean;
};

function squeezed(text: string): string {
  return squeeze(cleanAnswer(text));
}

/** The glossary with its names squeezed, made once for each glossary. */
type Prepared = readonly {
  readonly main: readonly string[];
  readonly aliases: readonly string[];
  readonly term: StudyTerm;
}[];
const prepared = new WeakMap<readonly StudyTerm[], Prepared>();

function prepare(glossary: readonly StudyTerm[]): Prepared {
  const known = prepared.get(glossary);
  if (known !== undefined) return known;
  const mains = glossary.map((term) => [term.ko, term.en, withoutBrackets(term.ko)].map(squeezed));
  const made = glossary.map((term, index) => ({
    term,
    main: mains[index]!,
    // 도커엔진 finds 도커 too, but it is what 도커 엔진 is called.
    aliases: term.aliases
      .map(squeezed)
      .filter((alias) => !mains.some((main, other) => other !== index && main.includes(alias))),
  }));
  prepared.set(glossary, made);
  return made;
}

/** @param accepted one to four forms, the first being the one that is shown */
export function namesOf(accepted: readonly string[], glossary: readonly StudyTerm[]): Names {
  const wanted = new Set(accepted.map(squeezed));
  const terms = prepare(glossary);
  const isWanted = (name: string) => wanted.has(name);
  const byMain = terms.filter(({ main }) => main.some(isWanted));
  const byAlias = terms.filter(({ aliases }) =>
    aliases.some((name) => isWanted(name) && !NOT_NAMES.has(name)),
  );
  // PV is a name of two terms: only one that is meant for sure lends its other names.
  const meant = byMain.length > 0 ? byMain : byAlias.length === 1 ? byAlias : [];
  const forms = [
    ...accepted.flatMap((form) => [form, withoutBrackets(form)]),
    ...meant.flatMap(({ term, aliases }) => [
      term.ko,
      term.en,
      withoutBrackets(term.ko),
      ...term.aliases.filter((alias) => aliases.includes(squeezed(alias)) && !NOT_NAMES.has(squeezed(alias))),
    ]),
  ]
    .map(cleanAnswer)
    .filter((form) => form !== "");
  const own = new Set(forms.map(squeeze));
  const isName = (text: string) =>
    terms.some(({ main, aliases }) => main.includes(text) || aliases.includes(text));
  return {
    forms: [...new Set(forms)],
    squeezed: own,
    isOther: (text) => !own.has(text) && (REAL_THINGS.has(text) || isName(text)),
  };
}

/** 네임스페이스(리눅스) is 네임스페이스 where the question says which. */
function withoutBrackets(text: string): string {
  return text.replace(/\s*\([^)]*\)\s*/g, " ").trim() || text;
}
