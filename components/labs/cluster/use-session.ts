import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { type ClusterLabEvent, clusterLab } from "../../../lib/labs/cluster/cluster.ts";
import {
  type ClusterRun,
  createSession,
  type Session,
  type SessionSnapshot,
} from "../../../lib/labs/cluster/session.ts";
import { loadLine, loadShell } from "../../../lib/models/cluster/shell.ts";
import { isLabHash, readHash, writeHash } from "../../../lib/sim/hash.ts";
import { writeAddressSoon } from "../kit/address.ts";

const NOT_LOADED = "명령을 불러오지 못했습니다. 연결을 확인하고 다시 해 보세요.";

export type SessionControls = {
  readonly session: Session;
  readonly snapshot: SessionSnapshot;
  /** Why something could not be done. */
  readonly notice: string;
  /** The address of what is shown, once it stands still; undefined when it is too long for one. */
  readonly hash: string | undefined;
  readonly send: (event: ClusterLabEvent) => boolean;
  /** Runs a line of the terminal, after loading what it needs. @returns whether it ran */
  readonly type: (line: string) => Promise<boolean>;
  readonly open: (run: ClusterRun, at: number, problem: string | undefined) => void;
};

/** A session with its address. What an address shows is made again from its acts, with every command there is. */
export function useSession(): SessionControls {
  const [session] = useState(createSession);
  const snapshot = useSyncExternalStore(session.subscribe, session.getSnapshot, session.getSnapshot);
  const [notice, setNotice] = useState("");
  const [hash, setHash] = useState(() => writeHash(snapshot.run, snapshot.at));
  const started = useRef(snapshot);

  const open = useCallback(
    (run: ClusterRun, at: number, problem: string | undefined) => {
      session.open(run, at);
      setNotice(problem ?? "");
    },
    [session],
  );

  useEffect(() => {
    const follow = async () => {
      const wanted = location.hash;
      if (!isLabHash(wanted)) return;
      try {
        await loadShell();
      } catch {
        setNotice(NOT_LOADED);
        return;
      }
      if (location.hash !== wanted) return;
      const opening = readHash(clusterLab, wanted);
      open(opening.run, opening.at, opening.problem);
    };
    void follow();
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [open]);

  useEffect(() => {
    // The address of the page stays as it came until the reader does something.
    if (snapshot === started.current) return;
    writeAddressSoon(session, () => {
      const { run, at } = session.getSnapshot();
      const written = writeHash(run, at);
      setHash(written);
      return written;
    });
  }, [snapshot, session]);

  const send = useCallback(
    (event: ClusterLabEvent) => {
      const refusal = session.send(event);
      setNotice(refusal ?? "");
      return refusal === undefined;
    },
    [session],
  );
  // A line that waits for its code holds up those behind it: they may build on what it does.
  const typed = useRef(Promise.resolve(true));
  const type = useCallback(
    (line: string) => {
      typed.current = typed.current.then(async () => {
        try {
          await loadLine(line);
        } catch {
          setNotice(NOT_LOADED);
          return false;
        }
        return send({ type: "run", line });
      });
      return typed.current;
    },
    [send],
  );
  return { session, snapshot, notice, hash, send, type, open };
}
