import { digest } from "./digest.ts";

/**
 * The ChainID of every layer of an image, bottom layer first, from their DiffIDs (the digests of
 * the uncompressed layers). A ChainID names a layer *and* everything below it, so it changes with
 * each earlier layer; the first one is the DiffID itself.
 *
 * Source: opencontainers/image-spec `config.md` (Layer ChainID), `identity/chainid.go`.
 */
export function chainIDs(diffIDs: readonly string[]): readonly string[] {
  const chain: string[] = [];
  for (const diffID of diffIDs) {
    const below = chain.at(-1);
    chain.push(below === undefined ? diffID : digest(`${below} ${diffID}`));
  }
  return chain;
}
