import { expect, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import type { NoteLink } from "../../note/note.ts";
import { checkExternal } from "./check-external.ts";

const link = (target: string, text = "글"): NoteLink => ({
  target,
  text,
  anchor: "",
  sentence: "",
  line: 3,
  column: 5,
});
const codesOf = (target: string, text?: string) =>
  checkExternal("a.md", [link(target, text)], "error").map((one) => `${one.severity} ${one.code}`);

test.each([
  "https://docs.docker.com/engine/",
  "https://한글.kr/가?나=다#라",
  "https://example.com:8443/a",
  "//cdn.example.com/x",
  "https://8.8.8.8/",
  "https://172.32.0.1/",
  "https://192.169.0.1/",
  "https://[2001:db8::1]/",
  "https://localhost.example.com/",
  "https://fd.example.com/",
  "mailto:a@b.example",
  "tel:+82-2-000-0000",
  "javascript:alert(1)",
  "/notes/a/",
  "../b.md",
  "#절",
  "wiki:http",
])("nothing is said of %s", (target) => {
  expect(codesOf(target)).toEqual([]);
});

test.each([
  "http://10.0.0.1/",
  "https://172.16.0.1:6443",
  "https://172.31.255.255/",
  "http://192.168.0.10/grafana",
  "http://127.0.0.1:8080/",
  "http://0.0.0.0/",
  "http://localhost:3000/",
  "https://LOCALHOST/",
  "http://printer.local/",
  "http://app.localhost",
  "http://169.254.169.254/latest/meta-data",
  "http://[::1]/",
  "http://[fc00::1]/",
  "http://[fd12:3456::1]:80/",
  "http://[fe80::1]/",
  "http://[::ffff:192.168.0.1]/",
  "http://0x7f.1/",
  "//192.168.1.1/",
])("%s opens on nobody else's machine", (target) => {
  expect(codesOf(target)).toEqual(["warning link/private-address"]);
});

test.each([
  "https://",
  "https:///example.com",
  "https:example.com",
  "http:/example.com",
  "https://exa%20mple.com/",
  "https://example.com:99999/",
  "https://example..com/",
  "https://[::1/",
  "https://999.1.1.1/",
  "https://?q=1",
  "mailto:nobody",
  "mailto:a@localhost",
])("%s is no address", (target) => {
  expect(codesOf(target)).toEqual(["error link/malformed"]);
});

test("an unencrypted address is a hint, except where GFM made it out of www.", () => {
  expect(codesOf("http://example.com/")).toEqual(["hint link/insecure"]);
  expect(codesOf("HTTP://example.com/")).toEqual(["hint link/insecure"]);
  expect(codesOf("http://www.example.com/", "www.example.com/")).toEqual([]);
});

test("a malformed address is a warning in foreign notes", () => {
  expect(checkExternal("a.md", [link("https://")], "warning")[0]?.severity).toBe("warning");
});

test("what is said", () => {
  const links = [
    "http://example.com/%EA%B0%80",
    "http://192.168.0.1/",
    "https://exa%20mple.com/",
    "mailto:nobody",
  ];
  expect(
    checkExternal(
      "a.md",
      links.map((target) => link(target)),
      "error",
    )
      .map((one) => formatFinding(one))
      .join("\n"),
  ).toMatchInlineSnapshot(`
    "a.md:3:5  hint  link/insecure
      암호화되지 않은 주소입니다: http://example.com/가
      https로 열리는지 보고 바꿔 주세요: https://example.com/가
    a.md:3:5  warning  link/private-address
      192.168.0.1은 내부 네트워크의 주소라 읽는 사람에게는 열리지 않습니다.
      누구나 열 수 있는 주소로 바꾸거나, 링크가 아니라 \`코드\`로 적어 주세요.
    a.md:3:5  error  link/malformed
      "https://exa mple.com/" 주소를 읽을 수 없습니다.
      https://example.com/처럼 적어 주세요. 빈칸과 빠진 글자가 없는지 살펴보세요.
    a.md:3:5  error  link/malformed
      "mailto:nobody"는 전자우편 주소가 아닙니다.
      예: mailto:이름@example.com"
  `);
});
