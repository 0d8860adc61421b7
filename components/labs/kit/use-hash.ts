import { useEffect, useRef, useState } from "react";
import { type Fields, fitAddress, isLabHash } from "../../../lib/sim/hash.ts";
import { writeAddressSoon } from "./address.ts";

export type HashState<T> = {
  readonly value: T;
  readonly show: (value: T) => void;
  /** Opens what an address or a file holds, and says what went wrong if anything did. */
  readonly open: (hash: string, problem?: string) => void;
  /** Why an address could not be followed; "" when it could. */
  readonly problem: string;
  /** Whether what is shown is too long for an address. */
  readonly isTooLong: boolean;
};

/**
 * State that stands in the address of the page. Until the reader changes something the address stays as
 * it came; a broken one opens the start and says why.
 */
export function useHashState<T>(
  start: T,
  read: (hash: string) => { readonly value: T; readonly problem: string | undefined },
  write: (value: T) => Fields,
): HashState<T> {
  const [value, setValue] = useState(start);
  const [problem, setProblem] = useState("");
  const reader = useRef(read);
  reader.current = read;
  const open = useRef((hash: string, problem?: string) => {
    const opened = reader.current(hash);
    setValue(opened.value);
    setProblem(problem ?? opened.problem ?? "");
  });

  useEffect(() => {
    const follow = () => {
      if (!isLabHash(location.hash)) return;
      open.current(location.hash);
    };
    follow();
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);

  return {
    value,
    problem,
    isTooLong: fitAddress(write(value)) === undefined,
    open: open.current,
    show: (next) => {
      setValue(next);
      setProblem("");
      writeAddressSoon(reader, () => fitAddress(write(next)));
    },
  };
}
