import { useRef } from "react";
import type { LabEvent } from "../../../lib/sim/event-schema.ts";
import { LONGEST_HASH, writeHash } from "../../../lib/sim/hash.ts";
import type { Lab } from "../../../lib/sim/lab.ts";
import type { Run } from "../../../lib/sim/run.ts";
import { LARGEST_FILE, readStateFile, writeStateFile } from "../../../lib/sim/state-file.ts";
import type { Timeline } from "../../../lib/sim/timeline.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import * as words from "../../../lib/words/words.ts";
import { writeAddressNow } from "./address.ts";
import { LabButton } from "./Controls.tsx";
import { LabIcon } from "./LabIcon.tsx";

/** How a state is kept and passed on: by its address, or by a file where it is too long for one. */
export function Keep<S, E extends LabEvent, P>({
  lab,
  timeline,
  hash,
  onOpen,
}: {
  lab: Lab<S, E, P>;
  timeline: Timeline<S, E, P>;
  hash: string | undefined;
  onOpen: (run: Run<S, E, P>, at: number, problem: string | undefined) => void;
}) {
  const file = useRef<HTMLInputElement>(null);

  function save(): void {
    const { run, at } = timeline.getSnapshot();
    const address = URL.createObjectURL(new Blob([writeStateFile(run, at)], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: address, download: `${lab.id}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address));
  }
  async function openFile(chosen: File | undefined): Promise<void> {
    if (chosen === undefined) return;
    const opening = readStateFile(lab, chosen.size > LARGEST_FILE ? "" : await chosen.text());
    onOpen(opening.run, opening.at, opening.problem);
  }

  return (
    <>
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
        <LabButton onPress={save}>{words.saveFile}</LabButton>
        <LabButton onPress={() => file.current?.click()}>{words.openFile}</LabButton>
      </div>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={words.savedFile}
        onChange={(change) => {
          const { currentTarget } = change;
          openFile(currentTarget.files?.[0]).finally(() => {
            currentTarget.value = "";
          });
        }}
      />
    </>
  );
}
