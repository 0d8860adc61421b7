import { useContext } from "react";
import type { Table } from "../../../lib/sim/lab.ts";
import * as words from "../../../lib/words/words.ts";
import { Hiding } from "./hiding.ts";
import { Said } from "./Said.tsx";
import { useLookedAt } from "./Transcript.tsx";

/** What the drawing shows, as tables: made when somebody looks, and in the page from the start for the start. */
export function Tables({ make, untouched }: { make: () => readonly Table[]; untouched: boolean }) {
  const [lookedAt, setOpen] = useLookedAt();
  return (
    <details className="lab-words" onToggle={(toggled) => setOpen(toggled.currentTarget.open)}>
      <summary>{words.stateAsTables}</summary>
      {(lookedAt || untouched) && make().map((table) => <StateTable key={table.caption} table={table} />)}
    </details>
  );
}

export function StateTable({ table }: { table: Table }) {
  const hide = useContext(Hiding);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="lab-scroll" tabIndex={0} aria-label={words.tableOf(table.caption)}>
      <table>
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rows may read the same
            <tr key={index}>
              {row.map((cell, column) =>
                column === 0 ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                  <th key={column} scope="row">
                    <Said text={String(cell)} />
                  </th>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                  <td key={column} className={typeof cell === "number" ? "num" : undefined}>
                    <Said text={hide(String(cell), true)} />
                  </td>
                ),
              )}
            </tr>
          ))}
          {table.rows.length === 0 && (
            <tr>
              <td colSpan={table.columns.length}>{words.noRows}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
