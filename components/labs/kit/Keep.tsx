import type { LabEvent } from "../../../lib/sim/event-schema.ts";
import { LONGEST_HASH, writeHash, writeState } from "../../../lib/sim/hash.ts";
import type { Lab } from "../../../lib/sim/lab.ts";
import type { Run } from "../../../lib/sim/run.ts";
import { openStateFile, writeStateFile } from "../../../lib/sim/state-file.ts";
import type { Snapshot } from "../../../lib/sim/timeline.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import * as words from "../../../lib/words/words.ts";
import { writeAddressNow } from "./address.ts";
import { LabIcon } from "./LabIcon.tsx";
import { StateFile } from "./StateFile.tsx";

/** How a state is kept and passed on: by its address, or by a file where it is too long for one. */
export function Keep<S, E extends LabEvent, P>({
  lab,
  timeline,
  hash,
  onOpen,
}: {
  lab: Lab<S, E, P>;
  timeline: { readonly getSnapshot: () => Pick<Snapshot<S, E, P>, "run" | "at"> };
  hash: string | undefined;
  onOpen: (run: Run<S, E, P>, at: number, problem: string | undefined) => void;
}) {
  return (
    <div className="bench-address needs-js">
      {hash === undefined ? (
        <p>{words.tooLongForAddress(formatNumber(LONGEST_HASH))}</p>
      ) : (
        <>
          <span>{words.addressOfState}</span>
          <code>#{hash}</code>
          <button
            type="button"
            className="lab-btn"
            data-share="lab"
            data-share-at={hash}
            onClick={(pressed) => {
              // The address on the page comes a moment late; what is shared is what is seen.
              writeAddressNow();
              const { run, at } = timeline.getSnapshot();
              pressed.currentTarget.dataset.shareAt = writeHash(run, at) ?? hash;
            }}
          >
            <LabIcon name="link" />
            {words.share}
          </button>
        </>
      )}
      <StateFile
        name={lab.id}
        write={() => {
          const { run, at } = timeline.getSnapshot();
          return writeStateFile(lab.id, writeState(run, at));
        }}
        onOpen={(text) => {
          const { run, at, problem } = openStateFile(lab, text);
          onOpen(run, at, problem);
        }}
      />
    </div>
  );
}
