import { type Fields, LONGEST_HASH, writeFields } from "../../../lib/sim/hash.ts";
import { readStateFile, writeStateFile } from "../../../lib/sim/state-file.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import * as words from "../../../lib/words/words.ts";
import { StateFile } from "./StateFile.tsx";

/** How what was filled in is kept where it is too long for an address, and otherwise too: as a file. */
export function KeepSheet({
  id,
  isTooLong,
  write,
  onOpen,
}: {
  id: string;
  isTooLong: boolean;
  write: () => Fields;
  /** @param problem why the file could not be read */
  onOpen: (hash: string, problem?: string) => void;
}) {
  return (
    <div className="bench-end">
      <div className="bench-address needs-js">
        {isTooLong && <p>{words.tooLongForAddress(formatNumber(LONGEST_HASH))}</p>}
        <StateFile
          name={id}
          write={() => writeStateFile(id, writeFields(write()))}
          onOpen={(text) => {
            const { state, problem } = readStateFile(id, text);
            onOpen(state, problem);
          }}
        />
      </div>
    </div>
  );
}
