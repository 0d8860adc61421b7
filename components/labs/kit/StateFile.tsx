import { useRef } from "react";
import { LARGEST_FILE } from "../../../lib/sim/state-file.ts";
import * as words from "../../../lib/words/words.ts";
import { LabButton } from "./Controls.tsx";

/** Saves what is shown as a file, and opens one. @param name what the file is called */
export function StateFile({
  name,
  write,
  onOpen,
}: {
  name: string;
  write: () => string;
  onOpen: (text: string) => void;
}) {
  const file = useRef<HTMLInputElement>(null);

  function save(): void {
    const address = URL.createObjectURL(new Blob([write()], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href: address, download: `${name}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address));
  }
  async function open(chosen: File | undefined): Promise<void> {
    if (chosen !== undefined) onOpen(chosen.size > LARGEST_FILE ? "" : await chosen.text());
  }

  return (
    <>
      <LabButton onPress={save}>{words.saveFile}</LabButton>
      <LabButton onPress={() => file.current?.click()}>{words.openFile}</LabButton>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={(change) => {
          const { currentTarget } = change;
          open(currentTarget.files?.[0]).finally(() => {
            currentTarget.value = "";
          });
        }}
      />
    </>
  );
}
