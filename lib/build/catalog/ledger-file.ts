import { appendAddresses } from "../../addresses/ledger.ts";
import { replaceFile } from "../machine/replace-file.ts";
import { readText } from "../store/sights.ts";

const HEADING = `# 지금까지 공개한 모든 주소입니다. 여기 적힌 주소는 사라지지 않습니다. 줄을 지우지 마세요.
# 새 주소는 \`npm run check -- --fix\`가 적어 넣습니다. 주소를 옮기면 한 줄을 더합니다:
#   - /notes/옛-노트/#옛-절: /notes/새-노트/#새-절
# 자세한 것은 docs/addresses.md에 있습니다.
`;

/** The text of the ledger; empty when there is none yet. */
export function readLedgerText(path: string): string {
  try {
    return readText(path).replace(/^\ufeff/, "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

/** Adds addresses to the ledger on disk, in one step. Nothing that stands there changes. */
export function recordAddresses(path: string, addresses: readonly string[]): void {
  if (addresses.length === 0) return;
  const text = readLedgerText(path);
  replaceFile(path, appendAddresses(text === "" ? HEADING : text, addresses));
}
