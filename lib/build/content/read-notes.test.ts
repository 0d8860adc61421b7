import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { LARGEST_NOTE_BYTES, readNotesFolder } from "./read-notes.ts";

/** A folder with the files given, gone after the test. */
function folderOf(files: Record<string, string | Buffer>): string {
  const root = mkdtempSync(join(tmpdir(), "notes-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

function read(root: string) {
  const folder = readNotesFolder(root, (absolute) => relative(root, absolute) || "(folder)", "error");
  return { ...folder, said: folder.findings.map((finding) => formatFinding(finding)).join("\n") };
}

test("notes are read and other files listed in path order, hidden entries and node_modules are not", () => {
  const root = folderOf({
    "b.md": "둘",
    "a/c.mdx": "하나",
    "a/그림.PNG": "",
    "a/script.js": "",
    ".git/x.md": "숨음",
    "node_modules/y.md": "남의 것",
    "A.MD": "대문자",
  });
  const { notes, assets, findings } = read(root);
  expect(notes.map((note) => `${note.path} ${note.format}`)).toEqual(["A.MD md", "a/c.mdx mdx", "b.md md"]);
  expect(assets.map((asset) => asset.path)).toEqual(["a/script.js", "a/그림.PNG"]);
  expect(findings).toEqual([]);
});

test("a byte that is not UTF-8 is reported at its line and column", () => {
  const { said, notes } = read(
    folderOf({
      "a.md": Buffer.concat([Buffer.from("첫 줄\n둘째 "), Buffer.from([0xff]), Buffer.from(" 끝")]),
    }),
  );
  expect(said).toMatchInlineSnapshot(`
    "a.md:2:4  error  note/invalid-utf8
      UTF-8이 아닌 바이트(0xff)가 있습니다.
      편집기에서 UTF-8로 다시 저장해 주세요."
  `);
  expect(notes[0]?.text).toBe("첫 줄\n둘째 \uFFFD 끝");
});

test("a letter cut off at the end of the file is not UTF-8 either", () => {
  const { findings } = read(folderOf({ "a.md": Buffer.from("가나").subarray(0, 5) }));
  expect(findings).toMatchObject([{ code: "note/invalid-utf8", line: 1, column: 2 }]);
});

test("text in EUC-KR is reported, not taken for text", () => {
  const hangul = Buffer.from([0x23, 0x20, 0xc7, 0xd1, 0xb1, 0xdb]);
  expect(read(folderOf({ "a.md": hangul })).findings).toMatchObject([
    { code: "note/invalid-utf8", line: 1, column: 3, message: "UTF-8이 아닌 바이트(0xc7)가 있습니다." },
  ]);
});

test("an empty note is reported and still listed", () => {
  const { said, notes } = read(folderOf({ "a.md": " \n\n", "b.md": "" }));
  expect(said).toMatchInlineSnapshot(`
    "a.md:1:1  error  note/empty
      빈 노트입니다.
      내용을 적거나 파일을 지워 주세요.
    b.md:1:1  error  note/empty
      빈 노트입니다.
      내용을 적거나 파일을 지워 주세요."
  `);
  expect(notes).toHaveLength(2);
});

test("a note of more than 2 MiB is reported and its text left out, one of 2 MiB is read", () => {
  const { said, notes } = read(
    folderOf({ "big.md": "a".repeat(LARGEST_NOTE_BYTES + 1), "fits.md": "a".repeat(LARGEST_NOTE_BYTES) }),
  );
  expect(said).toMatchInlineSnapshot(`
    "big.md:1:1  error  note/too-large
      노트가 2.0MiB입니다. 2MiB까지 쓸 수 있습니다.
      여러 노트로 나누어 주세요."
  `);
  expect(notes.map((note) => [note.path, note.tooLarge, note.text.length])).toEqual([
    ["big.md", true, 0],
    ["fits.md", false, LARGEST_NOTE_BYTES],
  ]);
});

test("a folder with the name of a note is reported and not entered", () => {
  const { said, notes } = read(folderOf({ "x.md/inner.md": "안", "y.md": "글" }));
  expect(said).toMatchInlineSnapshot(`
    "x.md:1:1  error  note/is-directory
      노트 이름인데 폴더입니다.
      폴더 이름에서 .md를 빼 주세요."
  `);
  expect(notes.map((note) => note.path)).toEqual(["y.md"]);
});

test("links that lead back or nowhere are reported, and everything else is read", () => {
  const root = folderOf({ "a.md": "글", "sub/b.md": "글" });
  symlinkSync("self.md", join(root, "self.md"));
  symlinkSync("nowhere.md", join(root, "dangling.md"));
  symlinkSync("..", join(root, "sub", "up"));
  const { said, notes } = read(root);
  expect(said).toMatchInlineSnapshot(`
    "dangling.md:1:1  error  note/missing-file
      파일을 찾을 수 없습니다(ENOENT).
      가리키는 곳을 고치거나 링크를 지워 주세요.
    self.md:1:1  error  note/symlink-loop
      심볼릭 링크가 자기 자신으로 돌아옵니다.
      가리키는 곳을 고치거나 링크를 지워 주세요.
    sub/up:1:1  error  note/symlink-loop
      심볼릭 링크가 위쪽 폴더로 돌아옵니다.
      가리키는 곳을 고치거나 링크를 지워 주세요."
  `);
  expect(notes.map((note) => note.path)).toEqual(["a.md", "sub/b.md"]);
});

test("a linked folder is followed inside the folder, and no link out of it", () => {
  const elsewhere = folderOf({ "c.md": "글", id_rsa: "열쇠" });
  const root = folderOf({ "a.md": "글", "b/d.md": "글" });
  symlinkSync(join(root, "b"), join(root, "linked"));
  symlinkSync(elsewhere, join(root, "out"));
  symlinkSync(join(elsewhere, "id_rsa"), join(root, "x.txt"));
  const { notes, assets, leftOut, said } = read(root);
  expect(notes.map((note) => note.path)).toEqual(["a.md", "b/d.md", "linked/d.md"]);
  expect(assets).toEqual([]);
  expect(leftOut).toEqual([
    { path: "out", why: "outside" },
    { path: "x.txt", why: "outside" },
  ]);
  expect(said).toMatchInlineSnapshot(`
    "out:1:1  error  note/outside
      심볼릭 링크가 노트 폴더 밖을 가리켜 싣지 않았습니다.
      실으려면 폴더 안으로 복사해 주세요.
    x.txt:1:1  error  note/outside
      심볼릭 링크가 노트 폴더 밖을 가리켜 싣지 않았습니다.
      실으려면 폴더 안으로 복사해 주세요."
  `);
});

test("what a .gitignore or the site's own file names is left out, and so are drafts of Jekyll", () => {
  const root = folderOf({
    ".gitignore": "*.private.md\n/일기/\n",
    "a.md": "글",
    "a.private.md": "비밀",
    "일기/1.md": "비밀",
    "docs/.gitignore": "tmp\n",
    "docs/tmp/x.md": "글",
    "docs/b.md": "글",
    "회사/c.md": "비밀",
    "_drafts/d.md": "초안",
    ".hidden.md": "숨김",
    "site.yaml": "",
  });
  const { notes, assets, leftOut } = readNotesFolder(root, (path) => path, "warning", ["회사/"]);
  expect(notes.map((note) => note.path)).toEqual(["a.md", "docs/b.md"]);
  expect(assets).toEqual([]);
  expect(leftOut).toEqual([
    { path: ".hidden.md", why: "hidden" },
    { path: "_drafts/", why: "draft" },
    { path: "a.private.md", why: "gitignore" },
    { path: "docs/tmp/", why: "gitignore" },
    { path: "일기/", why: "gitignore" },
    { path: "회사/", why: "site" },
  ]);
});

test("a pipe is not opened", () => {
  const root = folderOf({ "a.md": "글" });
  execFileSync("mkfifo", [join(root, "pipe.md"), join(root, "pipe.png")]);
  const { notes, assets, leftOut, said } = read(root);
  expect(notes.map((note) => note.path)).toEqual(["a.md"]);
  expect(assets).toEqual([]);
  expect(leftOut).toEqual([
    { path: "pipe.md", why: "special" },
    { path: "pipe.png", why: "special" },
  ]);
  expect(said).toMatchInlineSnapshot(`
    "pipe.md:1:1  error  note/special
      파일이 아니라 파이프나 장치여서 읽지 않았습니다.
      글이 든 파일로 바꾸거나 지워 주세요."
  `);
});

test("a device and a socket are not opened", async () => {
  const root = folderOf({ "a.md": "글" });
  symlinkSync("/dev/zero", join(root, "zero.md"));
  symlinkSync("/dev/zero", join(root, "zero.png"));
  const server = createServer();
  await new Promise<void>((done) => server.listen(join(root, "socket.md"), done));
  const { notes, assets, leftOut } = read(root);
  await new Promise((done) => server.close(done));
  expect(notes.map((note) => note.path)).toEqual(["a.md"]);
  expect(assets).toEqual([]);
  expect(leftOut).toEqual([
    { path: "socket.md", why: "special" },
    { path: "zero.md", why: "outside" },
    { path: "zero.png", why: "outside" },
  ]);
});

test("links that lead to one folder again and again are not followed without end", () => {
  const files = Object.fromEntries(Array.from({ length: 30 }, (_, level) => [`d${level}/a.md`, "글"]));
  const root = folderOf(files);
  // Each folder leads to the next one twice: 2^30 ways to the last.
  for (let level = 0; level < 29; level++)
    for (const name of ["x", "y"]) symlinkSync(`../d${level + 1}`, join(root, `d${level}`, name));
  const { notes, said } = read(root);
  expect(notes.length).toBeLessThan(30 * 5);
  for (const path of Object.keys(files)) expect(notes.map((note) => note.path)).toContain(path);
  expect(said).toContain("note/symlink-loop");
});

test("two links of a folder to itself end, and a huge file beside the notes is not read", () => {
  const root = folderOf({ "a.md": "글" });
  for (const name of ["x", "y"]) symlinkSync(".", join(root, name));
  writeFileSync(join(root, "film.mp4"), "");
  // A file with a hole: it takes no room and would take minutes to read.
  truncateSync(join(root, "film.mp4"), 2 ** 42);
  const { notes, assets } = read(root);
  expect(notes.map((note) => note.path)).toEqual(["a.md"]);
  expect(assets.map(({ path }) => path)).toEqual(["film.mp4"]);
});

test("EUC-KR and UTF-16 in somebody's folder are read", () => {
  const root = folderOf({
    "a.md": Buffer.from([0x23, 0x20, 0xc7, 0xd1, 0xb1, 0xdb]),
    "b.md": Buffer.from("\uFEFF# 한글", "utf16le"),
  });
  const { notes, findings } = readNotesFolder(root, (path) => path, "warning");
  expect(notes.map((note) => note.text)).toEqual(["# 한글", "# 한글"]);
  expect(findings.map((finding) => `${finding.severity} ${finding.code}`)).toEqual([
    "hint note/decoded",
    "hint note/decoded",
  ]);
});

test("a file name in decomposed Hangul gives a composed path", () => {
  const root = folderOf({ ["이미지.md".normalize("NFD")]: "글" });
  expect(readdirSync(root)[0]).not.toBe("이미지.md");
  expect(read(root).notes[0]?.path).toBe("이미지.md");
});

test("byte-order mark, Windows line ends and decomposed text are normalised", () => {
  const root = folderOf({ "a.md": `\uFEFF# 제목\r\n\r\n${"한글".normalize("NFD")}\r\n` });
  const { notes, findings } = read(root);
  expect(notes[0]?.text).toBe("# 제목\n\n한글\n");
  expect(findings).toEqual([]);
});

test("a folder that does not exist, or is a file, is one error that says so", () => {
  const root = folderOf({ "a.md": "글" });
  expect(read(join(root, "nope")).said).toMatchInlineSnapshot(`
    "(folder):1:1  error  note/missing-folder
      노트 폴더를 찾을 수 없습니다(ENOENT).
      NOTES_DIR에 Markdown 파일이 있는 폴더를 적어 주세요."
  `);
  expect(read(join(root, "a.md")).said).toMatchInlineSnapshot(`
    "(folder):1:1  error  note/missing-folder
      노트 폴더가 아니라 파일입니다.
      NOTES_DIR에 Markdown 파일이 있는 폴더를 적어 주세요."
  `);
});

test("an empty folder has no notes and nothing wrong", () => {
  expect(read(folderOf({}))).toMatchObject({ notes: [], assets: [], findings: [] });
});
