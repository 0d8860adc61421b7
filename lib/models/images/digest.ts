import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * The OCI digest of a text: `sha256:` and 64 hexadecimal digits, taken over its UTF-8 bytes.
 *
 * Source: opencontainers/image-spec `descriptor.md` (Digests), FIPS 180-4.
 */
export function digest(text: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}
