import { createContext } from "react";

/**
 * Takes the number that is asked for out of a text, while it is asked for. The kit's own parts (tables,
 * sentences, notes of panes) do so by themselves; what a lab draws asks `hide` of its view.
 */
export type Hide = (text: string, alone?: boolean) => string;

export const Hiding = createContext<Hide>((text) => text);
