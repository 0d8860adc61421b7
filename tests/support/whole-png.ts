import { crc32 } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Whether a file is a PNG with all its chunks, each as its check sum says: what an interrupted run left is not. */
export function isWholePng(file: Buffer): boolean {
  if (!file.subarray(0, 8).equals(SIGNATURE)) return false;
  let at = 8;
  while (at + 12 <= file.length) {
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) return false;
    const chunk = file.subarray(at + 4, end - 4);
    if (crc32(chunk) !== file.readUInt32BE(end - 4)) return false;
    if (chunk.toString("latin1", 0, 4) === "IEND") return end === file.length;
    at = end;
  }
  return false;
}
