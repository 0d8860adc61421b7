import { withJosa } from "../text/josa.ts";
import type { SetEvent, Setting } from "./settings.ts";

/** "…을 3에서 5로 바꾼다.": what a reader has set. @param write a value in words */
export function sayChange<Name extends string>(
  settings: Readonly<Record<Name, Setting>>,
  write: (what: Name, value: number) => string,
  { what, value }: SetEvent<Name>,
  previous: Readonly<Record<Name, number>>,
): string {
  return `${withJosa(settings[what].name, "을/를")} ${write(what, previous[what])}에서 ${withJosa(write(what, value), "으로/로")} 바꾼다.`;
}

/** "… 1%에서 5%가 되고, … 3% 그대로다": how several things went on. @param moves at least one */
export function sayMoves(
  moves: readonly { readonly name: string; readonly was: string; readonly is: string }[],
): string {
  return moves
    .map(({ name, was, is }, index) => {
      const last = index === moves.length - 1;
      return was === is
        ? `${name} ${is} 그대로${last ? "다" : "이고"}`
        : `${name} ${was}에서 ${withJosa(is, "이/가")} ${last ? "된다" : "되고"}`;
    })
    .join(", ");
}
