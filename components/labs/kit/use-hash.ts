import { useEffect, useRef, useState } from "react";
import { isLabHash } from "../../../lib/sim/hash.ts";
import { writeAddressSoon } from "./address.ts";

/**
 * State that stands in the address of the page. Until the reader changes something the address stays as
 * it came; a broken one opens the start and says why.
 */
export function useHashState<T>(
  start: T,
  read: (hash: string) => { readonly value: T; readonly problem: string | undefined },
  write: (value: T) => string,
): readonly [T, (value: T) => void, string] {
  const [value, setValue] = useState(start);
  const [problem, setProblem] = useState("");
  const reader = useRef(read);
  reader.current = read;

  useEffect(() => {
    const follow = () => {
      if (!isLabHash(location.hash)) return;
      const opened = reader.current(location.hash);
      setValue(opened.value);
      setProblem(opened.problem ?? "");
    };
    follow();
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);

  return [
    value,
    (next) => {
      setValue(next);
      setProblem("");
      writeAddressSoon(reader, () => write(next));
    },
    problem,
  ];
}
