/** What JSX becomes where `draw.ts` draws: bundled in the place of React's own functions. */

export type Props = Readonly<Record<string, unknown>>;
export type Drawn = { readonly type: string | ((props: Props) => unknown); readonly props: Props };

export const Fragment = ({ children }: Props): unknown => children;

export function jsx(type: Drawn["type"], props: Props): Drawn {
  return { type, props };
}
export const jsxs = jsx;
